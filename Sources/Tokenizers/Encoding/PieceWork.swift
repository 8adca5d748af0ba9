/// Memory in which pre-tokens are merged, kept from one to the next. One a thread.
struct PieceWork: ~Copyable {
    /// Ids of the pre-token last encoded.
    var ids: [Int32] = []
    var ranks: [UInt32] = []
    var next: [Int32] = []
    var previous: [Int32] = []
    var heap = RankHeap()

    init() {}
}
