/// What tells two tokenizers apart, so that a cache never serves the wrong one.
final class TokenizerIdentity: Sendable {
    init() {}
}
