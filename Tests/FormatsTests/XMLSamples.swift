enum XMLSamples {
    static let wiki = """
        <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="de">
          <siteinfo><sitename>W</sitename><dbname>dewiki</dbname><namespaces>
            <namespace key="6" case="first-letter">Datei</namespace><namespace key="12">Hilfe</namespace>
            <namespace key="14">Kategorie</namespace><namespace key="0" /></namespaces></siteinfo>
          <page><title>Bern &amp; Um</title><ns>0</ns><id>12</id>
            <revision><id>98</id><text xml:space="preserve">old</text></revision>
            <revision><id>99</id><contributor><id>7</id></contributor><text>'''Bern''' ist [[Stadt|eine Stadt]].
        [[Datei:B.jpg|mini|Blick auf [[Bern]]]]</text></revision></page>
          <page><title>Hilfe:X</title><ns>12</ns><id>13</id><revision><text>help</text></revision></page>
          <page><title>R</title><ns>0</ns><id>14</id><redirect title="B" /><revision><text>x</text></revision></page>
          <page><title>Thun</title><ns>0</ns><id>15</id><revision><text>Thun &lt;ref&gt;Q&lt;/ref&gt;liegt
        da.</text></revision></page>
        </mediawiki>
        """

    static let ces = """
        <?xml version="1.0"?>
        <cesDoc version="4"><cesHeader><title>Header text</title>
          <langUsage><language id="ss" iso639="ssw"> S </language></langUsage></cesHeader>
        <text><body lang="ss"><div id="b.MAT" type="book"><div id="b.MAT.1" type="chapter">
          <seg id="1">
             Yesu   Kristo &lt;1&gt;
          </seg>
          <seg id="2"> alikuwa </seg>
        </div><div id="b.MAT.2" type="chapter"><seg>Abrahamu</seg></div></div></body></text></cesDoc>
        """
}
