import Records

/// Made-up words in many scripts.
enum Alphabets {
    static let all: [[String]] = [
        "abcdefghijklmnop", "абвгдежзиклмнопр", "αβγδεζηθικλμνξοπ", "ابتثجحخدذرزسشصضط", "אבגדהוזחטיכלמנסע",
        "कखगघचछजझटठडढणतथद", "কখগঘচছজঝটঠডঢণতথদ", "அஆஇஈஉஊஎஏஐஒஓகஙசஞட", "กขคฆงจฉชซญฎฏฐฑฒณ", "一二三四五六七八九十人口山川日月",
        "あいうえおかきくけこさしすせそた", "가나다라마바사아자차카타파하거너", "աբգդեզէըթժիլխծկհ", "აბგდევზთიკლმნოპჟ", "ሀለሐመሠረሰሸቀበተቸኀነኘአ",
        "กขคงจฉชซญดตถทธนบ", "ກຂຄງຈສຊຍດຕຖທນບປຜ", "កខគឃងចឆជឈញដឋឌឍណត", "ကခဂဃငစဆဇဈဉညဋဌဍဎဏ", "ཀཁགངཅཆཇཉཏཐདནཔཕབམ",
        "ᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭᎮᎯ", "ಅಆಇಈಉಊಎಏಐಒಓಕಖಗಘಙ",
    ].map { $0.map(String.init) }

    static func words(_ alphabet: [String], _ count: Int, _ random: inout Philox) -> [String] {
        (0..<count).map { _ in
            (0..<Int.random(in: 2..<6, using: &random)).map { _ in alphabet[Int.random(in: 0..<16, using: &random)] }
                .joined()
        }
    }
}
