internal import Records

/// The heuristic filters of NeMo Curator that no other set has (NVIDIA-NeMo/Curator, `stages/text/filters/heuristic_filter.py`):
/// shares of kinds of characters. Letters and numbers are those of all scripts, where the peer knows ASCII alone.
package struct NeMo: Defaulted {
    /// Characters that are neither letters nor numbers nor any of `?!,.` and line feeds; blanks are among them.
    package var maximumOtherCharacters = 0.25
    package var maximumNumbers = 0.15
    package var maximumSpaces = 0.25
    package var maximumBrackets = 0.1

    package init() {}

    var limits: [Limit] {
        [
            .atMost(maximumOtherCharacters, .otherCharacterShare), .atMost(maximumNumbers, .numberShare),
            .atMost(maximumSpaces, .spaceShare), .atMost(maximumBrackets, .bracketShare),
        ]
    }
}
