// The text field of JSON Lines by simdjson's on-demand interface: a line of output each, line breaks as blanks.
//     c++ -O3 -std=c++17 simdjson_text.cpp -lsimdjson -o simdjson_text && ./simdjson_text IN.jsonl OUT.txt
// One thread. The file is read through a buffer that stays in the cache: loading it whole costs more than parsing it.
// The library looks up the processor's instructions at run time (AVX-512 where there is any).
#include <simdjson.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

static const size_t CHUNK = 1 << 18;

static void append(std::vector<char> &output, std::string_view text) {
    const size_t start = output.size();
    output.insert(output.end(), text.begin(), text.end());
    char *line = output.data() + start;
    const size_t length = text.size();
    for (size_t place = 0; place < length; place++) {
        const char byte = line[place];
        line[place] = byte == '\n' || byte == '\r' ? ' ' : byte;
    }
    output.push_back('\n');
}

int main(int count, char **arguments) {
    if (count != 3) return 64;
    FILE *input = std::fopen(arguments[1], "rb");
    FILE *output = std::fopen(arguments[2], "wb");
    if (!input || !output) return 1;
    std::setvbuf(input, nullptr, _IONBF, 0);
    std::setvbuf(output, nullptr, _IONBF, 0);
    simdjson::ondemand::parser parser;
    std::vector<char> buffer(2 * CHUNK + simdjson::SIMDJSON_PADDING), written;
    size_t start = 0, end = 0;
    bool ended = false;
    while (!ended || start < end) {
        const char *line = buffer.data() + start;
        const char *feed = static_cast<const char *>(std::memchr(line, '\n', end - start));
        if (!feed && !ended) {
            std::memmove(buffer.data(), line, end - start);
            end -= start;
            start = 0;
            if (buffer.size() < end + CHUNK + simdjson::SIMDJSON_PADDING) buffer.resize(2 * buffer.size());
            const size_t got = std::fread(buffer.data() + end, 1, CHUNK, input);
            ended = got == 0;
            end += got;
            continue;
        }
        const size_t length = feed ? feed - line : end - start;
        start += length + (feed ? 1 : 0);
        if (length == 0) continue;
        simdjson::ondemand::document record;
        std::string_view text;
        const size_t room = buffer.data() + buffer.size() - line;
        if (parser.iterate(line, length, room).get(record) || record["text"].get_string().get(text)) return 1;
        append(written, text);
        if (written.size() >= CHUNK) {
            std::fwrite(written.data(), 1, written.size(), output);
            written.clear();
        }
    }
    std::fwrite(written.data(), 1, written.size(), output);
    // As durable as what it is compared with.
    return fsync(fileno(output)) || std::fclose(output) ? 1 : 0;
}
