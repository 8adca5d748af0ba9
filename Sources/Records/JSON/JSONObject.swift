/// The members of a JSON object in the order they were written. A name that occurs twice counts with its last value, at
/// its first place, as in a Python dict.
package struct JSONObject: Sendable, Equatable {
    package struct Member: Sendable, Equatable {
        package var name: String
        package var value: JSONValue
        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var members: [Member] = []
    /// Places by name, once there are too many to look through.
    private var places: [ExactName: Int] = [:]
    static let lookThrough = 16

    package init() {}

    package init(_ members: [Member]) {
        for member in members { self[member.name] = member.value }
    }

    package var count: Int { members.count }

    private func place(of name: String) -> Int? {
        let name = ExactName(name)
        return members.count <= Self.lookThrough
            ? members.firstIndex { ExactName($0.name) == name } : places[name]
    }

    /// Setting nil removes the member.
    package subscript(name: String) -> JSONValue? {
        get { place(of: name).map { members[$0].value } }
        set {
            switch (place(of: name), newValue) {
            case (let place?, let value?): members[place].value = value
            case (nil, let value?): append(Member(name, value))
            case (let place?, nil):
                members.remove(at: place)
                places = [:]
                if members.count > Self.lookThrough { index() }
            case (nil, nil): break
            }
        }
    }

    private mutating func append(_ member: Member) {
        members.append(member)
        if members.count == Self.lookThrough + 1 {
            index()
        } else if members.count > Self.lookThrough {
            places[ExactName(member.name)] = members.count - 1
        }
    }

    private mutating func index() {
        for place in members.indices { places[ExactName(members[place].name)] = place }
    }

    package static func == (left: JSONObject, right: JSONObject) -> Bool { left.members == right.members }
}

/// A name that is the same as another only if its bytes are: to `String`, é is the same as e with an accent after it.
private struct ExactName: Hashable, Sendable {
    private let name: String

    init(_ name: String) { self.name = name }

    static func == (one: ExactName, other: ExactName) -> Bool { one.name.utf8.elementsEqual(other.name.utf8) }

    func hash(into hasher: inout Hasher) {
        var name = name
        name.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
