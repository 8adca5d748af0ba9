/// `loop`: where a loop is, what came before and what comes next.
final class LoopObject: PythonObject {
    let code: Program.Loop
    let depth0: Int
    var cursor: Cursor
    var index0 = -1
    var previous: PythonValue?
    var current: PythonValue?
    /// An item already taken from the cursor.
    var ahead: PythonValue?
    /// Items taken all at once to count them.
    var drained: [PythonValue]?
    var drainedAt = 0
    var length: Int?
    /// Arguments of the last `loop.changed`.
    var watched: [PythonValue]?
    /// Which loop to run again when it is called, and the frame around it.
    private(set) var recursion: (index: Int, frame: Frame)?
    /// Where its test runs, whoever asks for what comes next.
    private(set) var place: (home: Home, frame: Frame)?

    init(
        _ cursor: Cursor, _ code: Program.Loop, depth: Int, recursion: (index: Int, frame: Frame)?, home: Home,
        frame: Frame
    ) {
        place = (home, frame)
        self.cursor = cursor
        self.code = code
        depth0 = depth
        self.recursion = recursion
    }

    override var typeName: String { "LoopContext" }

    override func clear() {
        previous = nil
        current = nil
        ahead = nil
        drained = nil
        watched = nil
        recursion = nil
        place = nil
    }
}
