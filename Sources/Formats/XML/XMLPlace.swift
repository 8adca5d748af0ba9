/// Where a record begins: the byte offset of its `<` in the decompressed file, and its line from 1.
struct XMLPlace {
    var offset = 0
    var line = 1
}
