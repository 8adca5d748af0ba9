/// What personal data is looked for.
package enum PersonalDataKind: String, Codable, CaseIterable, Sendable {
    case email, phone, address, iban, card, identity, key, user

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
        case .user: "<USER>"
        }
    }
}
