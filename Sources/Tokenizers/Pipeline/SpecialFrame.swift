/// Special tokens that a post-processor puts around a text (TemplateProcessing, BertProcessing, RobertaProcessing).
struct SpecialFrame: Sendable, Equatable {
    var before: [Int32] = []
    var after: [Int32] = []

    /// This frame inside another.
    func inside(_ outer: SpecialFrame) -> SpecialFrame {
        SpecialFrame(before: outer.before + before, after: after + outer.after)
    }
}
