/// Settings that are complete without a word from the user: what a recipe leaves out is as in `init()`.
package protocol Defaulted: Codable, Sendable {
    init()
}
