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
    private var places: [String: Int] = [:]
    static let lookThrough = 16

    package init() {}

    package init(_ members: [Member]) {
        for member in members { self[member.name] = member.value }
    }

    package var count: Int { members.count }

    private func place(of name: String) -> Int? {
        members.count <= Self.lookThrough ? members.firstIndex { $0.name == name } : places[name]
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
            places[member.name] = members.count - 1
        }
    }

    private mutating func index() {
        for place in members.indices { places[members[place].name] = place }
    }

    package static func == (left: JSONObject, right: JSONObject) -> Bool { left.members == right.members }
}
