internal import Records

/// mC4's rule (Xue et al. 2021, "mT5", section 3.1): a page has at least three lines of 200 characters, as datatrove 0.10
/// applies it (`C4ParagraphFilter`).
package struct MC4: Defaulted {
    package var minimumThirdLongestLine = 200

    package init() {}

    var limits: [Limit] { [.atLeast(Double(minimumThirdLongestLine), .thirdLongestLine)] }
}
