// inflate_all FILE: decompresses gzip or zstd by the library's streaming calls, and throws what it gets away.
#include <stdio.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

static unsigned char in[1 << 17], out[1 << 18];

int main(int count, char **arguments) {
    FILE *file = fopen(count > 1 ? arguments[1] : "", "rb");
    if (!file) return 1;
    size_t read = fread(in, 1, sizeof in, file);
    int isGzip = read > 1 && in[0] == 0x1F;
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (isGzip && inflateInit2(&stream, 31) != Z_OK) return 1;
    ZSTD_DStream *zstd = ZSTD_createDStream();
    while (read > 0) {
        ZSTD_inBuffer source = {in, read, 0};
        stream.next_in = in;
        stream.avail_in = read;
        int more = 1;
        while (more) {
            if (isGzip) {
                stream.next_out = out;
                stream.avail_out = sizeof out;
                int code = inflate(&stream, Z_NO_FLUSH);
                if (code == Z_STREAM_END) inflateReset(&stream);
                else if (code != Z_OK && code != Z_BUF_ERROR) return 1;
                more = stream.avail_in > 0 || stream.avail_out == 0;
            } else {
                ZSTD_outBuffer target = {out, sizeof out, 0};
                if (ZSTD_isError(ZSTD_decompressStream(zstd, &target, &source))) return 1;
                more = source.pos < source.size || target.pos == target.size;
            }
        }
        read = fread(in, 1, sizeof in, file);
    }
    return 0;
}
