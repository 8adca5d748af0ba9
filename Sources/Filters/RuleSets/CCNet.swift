internal import Records

/// What CCNet leaves out before it asks a language model (Wenzek et al. 2020; facebookresearch/cc_net, `--min_len`), and
/// with it LLaMA: short documents.
package struct CCNet: Defaulted {
    package var minimumCharacters = 300

    package init() {}

    var limits: [Limit] { [.atLeast(Double(minimumCharacters), .characters)] }
}
