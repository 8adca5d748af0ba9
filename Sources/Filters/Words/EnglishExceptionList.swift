/// The exceptions, each as its parts.
enum EnglishExceptionList {
    static var all: [[String]] {
        let plain = whole.map { [$0] } + contractions + times + degrees
        let curly = plain.filter { $0.contains { $0.contains("'") } }.map { $0.map { $0.replacing("'", with: "’") } }
        let left = Set(wordsOfTheirOwn)
        return (plain + curly).filter { !left.contains($0.joined()) }
    }

    /// Spelt like a contraction without its apostrophe.
    private static let wordsOfTheirOwn = split(
        "Ill ill Its its Hell hell Shell shell Shed shed were Were Well well Whore whore")

    private static func split(_ text: String) -> [String] { text.split { $0 == " " || $0 == "\n" }.map(String.init) }

    private static let whole = split(emoticons) + split(abbreviations) + clipped + letters

    private static let letters = "abcdefghijklmnopqrstuvwxyzäöü".map { "\($0)." }

    private static let emoticons = #"""
        ' '' \") <space> \n \t C++ — (*_*) (-8 (-: (-; (-_-) (._.) (: (; (= (>_<) (^_^) (o: (¬_¬) (ಠ_ಠ) (╯°□°）╯︵┻━┻
        )-: ): -_- -__- ._. 0.0 0.o 0_0 0_o 8) 8-) 8-D 8D :'( :') :'-( :'-) :( :(( :((( :() :) :)) :))) :* :-( :-(( :-(((
        :-) :-)) :-))) :-* :-/ :-0 :-3 :-> :-D :-O :-P :-X :-] :-o :-p :-x :-| :-} :/ :0 :1 :3 :> :D :O :P :X :] :o :o)
        :p :x :| :} ;) ;-) ;-D ;D ;_; <.< </3 <3 <33 <333 =( =) =/ =3 =D =[ =] =| >.< >.> >:( >:o ><(((*> @_@ O.O O.o O_O
        O_o V.V V_V XD XDD [-: [: [= ]= ^_^ ^__^ ^___^ o.0 o.O o.o o_0 o_O o_o v.v v_v xD xDD ¯\(ツ)/¯ ಠ_ಠ ಠ︵ಠ
        """#

    private static let abbreviations = """
        Adm. Ak. Ala. Apr. Ariz. Ark. Aug. Bros. Calif. Co. Colo. Conn. Corp. D.C. Dec. Del. Dr. E.G. E.g. Feb. Fla. Ga.
        Gen. Gov. I.E. I.e. Ia. Id. Ill. Inc. Ind. Jan. Jr. Jul. Jun. Kan. Kans. Ky. La. Ltd. Mar. Mass. Md. Messrs. Mich.
        Minn. Miss. Mo. Mont. Mr. Mrs. Ms. Mt. N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nebr. Nev. Nov. Oct. Okla. Ore. Pa. Ph.D.
        Prof. Rep. Rev. S.C. Sen. Sep. Sept. St. Tenn. Va. Wash. Wis. a.m. and/or co. e.g. i.e. p.m. v.s. vs. w/o
        """

    /// Words that lost letters.
    private static let clipped =
        split(
            """
            'Cause 'Cos 'Coz 'Cuz 'S 'bout 'cause 'cos 'coz 'cuz 'd 'em 'll 'nuff 're 's ‘S ‘s Ma'am O'clock em ll ma'am nuff
            o'clock
            """) + cases("doin goin havin lovin nothin nuthin ol somethin").flatMap { [$0, $0 + "'"] }

    /// Words as they are and with a capital.
    private static func cases(_ words: String) -> [String] {
        split(words).flatMap { [$0, $0.prefix(1).uppercased() + $0.dropFirst()] }
    }

    /// Every word with every ending, and the same without apostrophes.
    private static func contractions(_ words: String, _ endings: String...) -> [[String]] {
        cases(words).flatMap { word in
            endings.flatMap { ending in
                let parts = [word] + split(ending)
                return [parts, parts.map { $0.replacing("'", with: "") }]
            }
        }
    }

    private static let contractions =
        contractions("i", "'m", "'m a")
        + contractions("i you he she it we they", "'ll", "'ll 've", "'d", "'d 've")
        + contractions("i you we they", "'ve") + contractions("you we they", "'re") + contractions("he she it", "'s")
        + contractions(
            "who what when where why how there that this these those", "'ll", "'ll 've", "'d", "'d 've")
        + contractions("who what when where why how there that this", "'s")
        + contractions("who what when where why how there these those", "'re", "'ve")
        + contractions(
            "ca could do does did had may might must need ought sha should wo would", "n't", "n't 've")
        + contractions("could might must should would not", "'ve")
        + contractions("ai are is was were have has dare", "n't") + cases("how").map { [$0, "'d", "'y"] }
        + cases("can").map { [$0, "not"] } + cases("gon").map { [$0, "na"] } + cases("got").map { [$0, "ta"] }
        + cases("let").map { [$0, "'s"] } + cases("c'm").map { [$0, "on"] } + [["y'", "all"], ["y", "all"]]

    private static let times = (1...12).flatMap { hour in ["a.m.", "am", "p.m.", "pm"].map { ["\(hour)", $0] } }

    private static let degrees = "cfkCFK".flatMap { [["°", String($0), "."]] }
}
