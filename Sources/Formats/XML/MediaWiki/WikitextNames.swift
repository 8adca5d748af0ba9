/// Words of wikitext that differ from wiki to wiki: the English ones, which every wiki knows, and those of the twenty
/// languages that LLaMA's Wikipedia is in (Touvron and others 2023, section 2.1), as MediaWiki's messages have them
/// (wikimedia/mediawiki, languages/messages/Messages*.php: `namespaceNames`, `namespaceAliases`, `magicWords`).
///
/// All are known in every dump: a wiki's readers copy from one another, and old names stay in old pages.
enum WikitextNames {
    /// Namespaces 6 and -2, whose links show a picture, and 14, whose links are none.
    static let unshownNamespaces: [String] = [
        "File", "Image", "Media", "Category",
        "Файл", "Картинка", "Медия", "Категория",  // bg
        "Fitxer", "Imatge", "Categoria",  // ca
        "Soubor", "Média", "Kategorie",  // cs
        "Fil", "Billede", "Kategori",  // da
        "Datei", "Bild", "Medium", "Kategorie",  // de
        "Archivo", "Imagen", "Medio", "Categoría",  // es
        "Fichier", "Média", "Catégorie",  // fr
        "Datoteka", "Slika", "Mediji", "Kategorija",  // hr
        "Fájl", "Kép", "Média", "Kategória",  // hu
        "Immagine", "Categoria",  // it
        "Bestand", "Afbeelding", "Categorie",  // nl
        "Plik", "Grafika", "Kategoria",  // pl
        "Ficheiro", "Imagem", "Arquivo", "Multimédia", "Categoria",  // pt
        "Fișier", "Fişier", "Imagine", "Categorie",  // ro
        "Файл", "Изображение", "Медиа", "Категория",  // ru
        "Slika", "Datoteka", "Kategorija",  // sl
        "Датотека", "Слика", "Фајл", "Медиј", "Медија", "Medij", "Medija", "Категорија", "Kategorija",  // sr
        "Fil", "Bild", "Kategori",  // sv
        "Файл", "Зображення", "Медіа", "Категорія",  // uk
    ]

    /// `#REDIRECT [[…]]`, as a page begins that only leads to another.
    static let redirects: [String] = [
        "redirect", "виж", "пренасочване", "redirecció", "přesměruj", "omdirigering", "weiterleitung", "redirección",
        "redirection", "preusmjeri", "átirányítás", "rinvia", "rinvio", "doorverwijzing", "patrz", "przekieruj", "tam",
        "redirecionamento", "redirecteaza", "перенаправление", "перенапр", "preusmeritev", "преусмери", "преусмјери",
        "preusmeri", "preusmjeri", "перенаправлення",
    ]

    /// Prefixes of links to the same page in another language: they stand at its side, not in its text.
    static let languages: [String] = [
        "af", "als", "an", "ang", "ar", "arz", "ast", "az", "ba", "bar", "be", "be-x-old", "bg", "bn", "br", "bs", "ca",
        "ce", "ceb", "co", "cs", "csb", "cv", "cy", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fo",
        "fr", "fur", "fy", "ga", "gd", "gl", "gu", "he", "hi", "hr", "hsb", "ht", "hu", "hy", "ia", "id", "io", "is",
        "it", "ja", "jv", "ka", "kk", "kn", "ko", "ku", "ky", "la", "lad", "lb", "li", "lij", "lmo", "ln", "lt", "lv",
        "mg", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "nap", "nds", "nds-nl", "ne", "nl", "nn", "no", "nov",
        "oc", "os", "pa", "pl", "pms", "pt", "qu", "rm", "ro", "ru", "sc", "scn", "sco", "sh", "simple", "sk", "sl",
        "sq", "sr", "su", "sv", "sw", "ta", "te", "tg", "th", "tl", "tr", "tt", "uk", "ur", "uz", "vec", "vi", "vo",
        "wa", "war", "xh", "yi", "yo", "zh", "zh-classical", "zh-min-nan", "zh-yue", "zu",
    ]

    /// Templates that show what they are given, and which of their parameters.
    static let transparentTemplates: [String: Parameter] = [
        "lang": .last, "nowrap": .last, "nobr": .last, "small": .last, "smaller": .last, "big": .last, "larger": .last,
        "abbr": .first, "tooltip": .first, "transliteration": .last, "transl": .last, "nowraplinks": .last,
        "avoid wrap": .last, "sic": .first,
    ]

    /// Of those without a name.
    enum Parameter { case first, last }
}
