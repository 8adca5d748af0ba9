/// What personal data is looked for.
package enum PersonalDataKind: String, Codable, CaseIterable, Sendable {
    case email, phone, address, iban, card, identity, key
    /// The name in a user's folder.
    case user
    /// `@name`: in code and its documentation most of these are no names, so that it has to be asked for.
    case handle

    /// The tag that takes its place: ROOTS's names where it has one (bigscience-workshop/data-preparation, `pii`).
    var tag: StaticString {
        switch self {
        case .email: "<EMAIL>"
        case .phone: "<PHONE>"
        case .address: "<IP_ADDRESS>"
        case .iban: "<IBAN>"
        case .card: "<CARD>"
        case .identity: "<ID>"
        case .key: "<KEY>"
        case .user, .handle: "<USER>"
        }
    }
}
