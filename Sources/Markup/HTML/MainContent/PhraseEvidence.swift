/// What short lines say: the words by which pages, in many languages, lead on to other pages, ask for something or name
/// their pictures' authors.
///
/// Only lines of a few words are looked at, and only their beginnings; a sentence of the text that starts alike is
/// longer.
enum PhraseEvidence {
  enum Meaning {
    /// Leads to other content: "Related articles", "Read also: …".
    case related
    /// What stands behind it is by others or about the author: "Comments", "About the author".
    case ending
    /// Asks the reader for something, or labels an advertisement.
    case request
    /// About the page or the text: copyright, tags, date.
    case meta
    /// Names a picture's author.
    case credit
  }

  /// The meaning of a line, nil for text like any other.
  ///
  /// - Parameter isStrict: the line must be the phrase and nothing else but punctuation.
  static func meaning(of line: String, isStrict: Bool = false) -> Meaning? {
    guard line.utf8.count <= 240 else { return nil }
    let (text, hasColon) = normalize(line)
    if text.isEmpty { return nil }
    // "12 comments", "10 thoughts on …".
    if text.first?.isNumber == true, let space = text.firstIndex(of: " "), text[..<space].allSatisfy(\.isNumber) {
      let words = text[text.index(after: space)...]
      if words.hasPrefix("thoughts on ") { return .ending }
      if phrases[String(words)] == .ending { return .ending }
    }
    if text.hasPrefix("©") || text.hasPrefix("(c)") || text.hasPrefix("copyright") { return isStrict ? nil : .meta }
    // The longest phrase that the line starts with.
    var end = text.endIndex
    var remaining = 5
    while remaining > 0 {
      let head = text[..<end]
      if let meaning = phrases[String(head)] {
        let rest = text[end...]
        if rest.isEmpty { return meaning }
        if isStrict { return nil }
        if hasColon.map({ $0 <= head.utf8.count + 1 }) == true { return meaning }
        if meaning == .request || meaning == .credit { return rest.utf8.count < 120 ? meaning : nil }
        return rest.utf8.count <= 24 ? meaning : nil
      }
      // Drop the last word; a long line's head is at most six words.
      if remaining == 5, head.utf8.count > 60 {
        var words = 0
        var cut = text.startIndex
        for index in text.indices where text[index] == " " {
          words += 1
          cut = index
          if words == 6 { break }
        }
        if words == 0 { break }
        end = cut
        remaining = 7
        continue
      }
      guard let space = head.lastIndex(of: " ") else { break }
      end = space
      remaining -= head.utf8.count > 60 ? 0 : 1
      if remaining == 0, head.utf8.count > 8 { remaining = 1 }
    }
    // Scripts without spaces.
    for length in [2, 3, 4, 5, 6, 7] where text.count >= length {
      let head = String(text.prefix(length))
      if head.utf8.count >= length * 3, let meaning = phrases[head] {
        if text.count == length { return meaning }
        if !isStrict, hasColon != nil, text.count <= length + 40 { return meaning }
      }
    }
    return nil
  }

  /// Whether a paragraph is about cookies, copyright or the like: terms that stand in small print the world over.
  static func isSmallPrint(_ text: String) -> Bool {
    guard text.utf8.count < 2500 else { return false }
    let text = text.lowercased()
    return smallPrint.contains { text.contains($0) }
  }

  /// Whether a paragraph at the head or foot of a page asks for consent to cookies.
  static func isCookieNotice(_ text: String) -> Bool {
    guard text.utf8.count < 3000, mayNameCookies(text) else { return false }
    let text = text.lowercased()
    return text.utf8.count < 1500 && cookieWords.contains { text.components(of: $0) > 0 }
  }

  /// Whether a text is about cookies throughout: it names them again and again.
  static func isAboutCookies(_ text: String) -> Bool {
    guard mayNameCookies(text) else { return false }
    let text = text.lowercased()
    return cookieWords.contains { word in
      let count = text.components(of: word)
      return count >= 2 && count * 450 >= text.utf8.count
    }
  }

  /// Whether a text may hold one of the words for cookies, in any case: told by its bytes, as most texts hold none.
  private static func mayNameCookies(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      for at in bytes.indices {
        switch bytes[at] {
        // Cyrillic, Arabic, Japanese and Korean letters.
        case 0xD0, 0xD1, 0xD8, 0xD9, 0xE3, 0xEC, 0xED: return true
        // "cookie", "sütiket", "çerez".
        case UInt8(ascii: "o"), UInt8(ascii: "O"): if follow("okie", bytes, at) { return true }
        case UInt8(ascii: "t"), UInt8(ascii: "T"): if follow("tiket", bytes, at) { return true }
        case UInt8(ascii: "e"), UInt8(ascii: "E"): if follow("erez", bytes, at) { return true }
        default: break
        }
      }
      return false
    }
  }

  /// Whether letters stand at a place, in any case.
  private static func follow(_ letters: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at + letters.utf8CodeUnitCount <= bytes.count else { return false }
    return letters.withUTF8Buffer { letters in
      letters.indices.allSatisfy { bytes[at + $0] | 0x20 == letters[$0] }
    }
  }

  /// Whether any of a page's texts can be such a notice.
  static func namesCookies(_ bytes: [UInt8]) -> Bool {
    let tail = Array("ookie".utf8)
    var at = 0
    while at + tail.count <= bytes.count {
      if bytes[at] == tail[0], bytes[at..<(at + tail.count)].elementsEqual(tail) { return true }
      at += 1
    }
    return false
  }

  private static let cookieWords = ["cookie", "クッキー", "쿠키", "файлы cookie", "куки", "çerez", "sütiket", "ملفات تعريف"]

  private static let smallPrint = [
    "cookie", "copyright", "©", "all rights reserved", "non-commercial use", "terms of use", "terms of service",
    "privacy policy", "terms and conditions", "subscriber agreement", "javascript", "personal data", "datenschutz",
    "alle rechte vorbehalten", "tous droits réservés", "données personnelles", "politique de confidentialité",
    "todos los derechos reservados", "política de privacidad", "todos os direitos reservados", "tutti i diritti",
    "все права защищены", "персональных данных", "wszelkie prawa zastrzeżone", "tüm hakları saklıdır", "hak cipta",
    "無断転載", "版权所有", "版權所有", "무단 전재", "무단전재", "جميع الحقوق محفوظة", "personvern", "integritetspolicy",
  ]

  /// Lowercased, without signs at both ends, white space folded; and the byte offset of the first colon, if any.
  private static func normalize(_ line: String) -> (String, colon: Int?) {
    var result = ""
    var colon: Int?
    var pendingSpace = false
    if line.utf8.allSatisfy({ $0 < 0x80 }) { return normalizeASCII(line) }
    for character in line.lowercased() {
      if character.isLetter || character.isNumber || character == "©" || character == "'" || character == "("
        || character == ")"
      {
        if pendingSpace && !result.isEmpty { result += " " }
        pendingSpace = false
        if (character == "(" || character == ")") && result.isEmpty && character == ")" { continue }
        // A capital dotted I leaves its dot behind when it is lowercased.
        result.append(character == "i\u{307}" ? "i" : character)
      } else if character == "’" {
        result.append("'")
      } else {
        if character == ":" || character == "：" || character == "|" || character == "»" {
          colon = colon ?? result.utf8.count
        }
        pendingSpace = true
      }
    }
    return (result, colon)
  }

  /// The same of a line without letters beyond ASCII, byte by byte.
  private static func normalizeASCII(_ line: String) -> (String, colon: Int?) {
    var result: [UInt8] = []
    result.reserveCapacity(line.utf8.count)
    var colon: Int?
    var pendingSpace = false
    for byte in line.utf8 {
      let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
      switch lower {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "'"),
        UInt8(ascii: "("), UInt8(ascii: ")"):
        if pendingSpace, !result.isEmpty { result.append(UInt8(ascii: " ")) }
        pendingSpace = false
        if lower == UInt8(ascii: ")"), result.isEmpty { continue }
        result.append(lower)
      case UInt8(ascii: ":"), UInt8(ascii: "|"):
        colon = colon ?? result.count
        pendingSpace = true
      default: pendingSpace = true
      }
    }
    return (String(decoding: result, as: UTF8.self), colon)
  }

  private static let phrases: [String: Meaning] = {
    var table: [String: Meaning] = [:]
    func add(_ meaning: Meaning, _ lines: String) {
      for line in lines.split(separator: "\n") {
        for phrase in line.split(separator: "|") {
          let words = phrase.split(separator: " ").joined(separator: " ")
          if !words.isEmpty { table[words] = meaning }
        }
      }
    }
    add(.related, relatedPhrases)
    add(.ending, endingPhrases)
    add(.request, requestPhrases)
    add(.meta, metaPhrases)
    add(.credit, creditPhrases)
    return table
  }()

  private static let relatedPhrases = """
    related|related articles|related article|related posts|related post|related stories|related story|related news
    related content|related links|related topics|related reading|related coverage|related video|related videos
    related items|related products|related roundup|related products and services|related case studies
    read more|read also|read next|read this next|also read|also on|more from|more on|more news|more stories
    more great|more in|more to read|more like this|more case studies|more articles|most read|most popular
    most viewed|most shared|you may also like|you might also like|you may like|you might like|you may be interested in
    you might be interested in|recommended|recommended for you|recommended stories|recommended reading|recommendations
    don't miss|trending|trending now|popular|popular posts|popular now|popular stories|latest|latest news
    latest stories|latest posts|recent posts|recent articles|up next|next article|next story|next post|previous article
    previous post|previous|next|other stories|other articles|other news|what to read next|in case you missed it|editor's picks
    top stories|from around the web|around the web|from the web|sponsored stories|keep reading|continue reading
    explore more|keep exploring|see more|view more|watch next|see also|watch also|leave a comment|leave a reply|comments
    post a comment|add a comment|join the conversation|join the discussion|what do you think|view comments|show comments
    no comments|about the author|about the authors|about author|post navigation|filed under|internal resources
    mehr zum thema|zum thema|lesen sie auch|lesen sie mehr|lies auch|das könnte sie auch interessieren|auch interessant
    das könnte dich auch interessieren|ähnliche artikel|ähnliche beiträge|weitere artikel|weitere meldungen|meistgelesen
    weitere themen|weitere beiträge|verwandte artikel|verwandte themen|kommentare|kommentar schreiben|mehr lesen
    weiterlesen|empfehlungen|empfohlen|schreibe einen kommentar|vorheriger beitrag|nächster beitrag|mehr dazu
    aktuelle beiträge|neueste beiträge|beliebte artikel|mehr aus
    à lire aussi|a lire aussi|lire aussi|à lire également|articles similaires|sur le même sujet|vous aimerez aussi
    commentaires|lire la suite|voir aussi|articles liés|les plus lus|à voir aussi|dans la même rubrique|en savoir plus
    derniers articles|dernières actualités|laisser un commentaire|articles récents|à découvrir aussi|plus d'articles|les articles les plus lus
    te puede interesar|también te puede interesar|le puede interesar|lea también|lee también|noticias relacionadas
    artículos relacionados|comentarios|leer más|más noticias|más leídas|lo más leído|relacionado|relacionados|ver también
    ver más|más información|te recomendamos|deja un comentario|deja una respuesta|más sobre|entradas relacionadas
    notas relacionadas|le recomendamos|también puede leer|te podría interesar|puede interesarte|mira también
    leia também|leia mais|veja também|notícias relacionadas|artigos relacionados|comentários|mais lidas|mais lidos
    veja mais|saiba mais|deixe um comentário|posts relacionados|conteúdo relacionado|você pode gostar|leia ainda
    leggi anche|articoli correlati|potrebbe interessarti|potrebbero interessarti|ti potrebbe interessare|commenti
    leggi tutto|leggi di più|lascia un commento|ultime notizie|vedi anche|guarda anche|approfondimenti|altri articoli
    lees ook|lees meer|gerelateerd|gerelateerde artikelen|meer over|reacties|meest gelezen|lees verder|bekijk ook
    читайте также|читать далее|читать также|похожие записи|похожие статьи|похожие новости|по теме|комментарии
    смотрите также|популярное|рекомендуем|материалы по теме|еще по теме|ещё по теме|другие новости|читать еще
    добавить комментарий|оставить комментарий|последние новости|рекомендованные|предыдущая запись|следующая запись
    читайте також|за темою|коментарі|схожі новини|дивіться також|прочетете още|свързани статии|още по темата
    czytaj także|czytaj też|czytaj więcej|zobacz także|zobacz też|zobacz również|przeczytaj także|przeczytaj też
    podobne artykuły|podobne|komentarze|polecane|powiązane|najczęściej czytane|czytaj dalej|dodaj komentarz
    čtěte také|čtěte dále|související články|související|diskuse|komentáře|mohlo by vás zajímat|přečtěte si také
    prečítajte si aj|súvisiace články|mohlo by vás zaujímať|pročitajte još|povezane vijesti|povezani članci|komentari
    pročitajte i|slični članci|preberite tudi|preberite še
    ilgili haberler|ilgili yazılar|yorumlar|bunlar da ilginizi çekebilir|ilginizi çekebilir|benzer haberler|devamını oku
    bir yorum yazın|son haberler|ayrıca bakınız
    baca juga|artikel terkait|komentar|berita terkait|lihat juga|baca selengkapnya|simak juga|berita lainnya
    tinggalkan balasan|artikel lainnya|terpopuler|rekomendasi|baca lagi|artikel berkaitan
    xem thêm|tin liên quan|bình luận|đọc thêm|bài viết liên quan|tin mới|bài liên quan|có thể bạn quan tâm
    läs mer|läs också|läs även|relaterat|relaterade artiklar|kommentarer|mest läst|fler artiklar|læs også|læs mere
    relateret|les også|les mer|relaterte artikler|mest leste|lue myös|aiheesta lisää|kommentit|luetuimmat|lue lisää
    kapcsolódó|kapcsolódó cikkek|olvasta már|hozzászólások|ezek is érdekelhetik|további cikkek|ajánlott
    citește și|citeste si|articole similare|comentarii|citește mai mult|vezi și|articole recomandate|știri similare
    διαβάστε επίσης|διαβάστε ακόμα|σχετικά άρθρα|σχόλια|δείτε επίσης|περισσότερα|δείτε ακόμη
    関連記事|関連ニュース|関連リンク|あわせて読みたい|おすすめ記事|おすすめ|コメント|人気記事|続きを読む|関連|最新記事|合わせて読みたい
    こちらもおすすめ|この記事もおすすめ|前の記事|次の記事|関連コンテンツ
    相关阅读|相关文章|相关新闻|推荐阅读|热门文章|评论|延伸阅读|猜你喜欢|相关链接|热门推荐|更多|上一篇|下一篇|相關文章|相關新聞|推薦閱讀
    延伸閱讀|熱門文章|留言|你可能也會喜歡|发表评论|看更多|更多新聞
    관련기사|관련 기사|댓글|추천|인기기사|많이 본 뉴스|추천 기사|관련 글|더 보기|이전 글|다음 글
    اقرأ أيضا|اقرأ أيضاً|اقرأ ايضا|مواضيع ذات صلة|التعليقات|أخبار ذات صلة|مقالات ذات صلة|شاهد أيضا|المزيد|اقرأ المزيد
    بیشتر بخوانید|مطالب مرتبط|نظرات|اخبار مرتبط|قد يهمك أيضا|مقالات مشابهة
    קראו גם|כתבות נוספות|תגובות|עוד בנושא|אולי יעניין אותך|यह भी पढ़ें|ये भी पढ़ें|और पढ़ें|संबंधित खबरें
    อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|ความคิดเห็น|আরও পড়ুন|আরো পড়ুন|மேலும் படிக்க
    """

  private static let endingPhrases = """
    comments|leave a comment|leave a reply|post a comment|add a comment|join the conversation|join the discussion
    view comments|show comments|no comments|about the author|about the authors|about author|reader comments|responses
    top rated comments|top comments|latest comments|recent comments|featured comments|thoughts on|write a comment|discussion|user comments|0 comments|1 comment|be the first to comment
    kommentare|kommentar schreiben|schreibe einen kommentar|über den autor|über die autorin|leserkommentare|diskussion
    commentaires|laisser un commentaire|à propos de l'auteur|vos commentaires|réagir
    comentarios|deja un comentario|deja una respuesta|sobre el autor|comentários|deixe um comentário|sobre o autor
    deixe uma resposta|commenti|lascia un commento|sull'autore|reacties|geef een reactie|over de auteur
    комментарии|добавить комментарий|оставить комментарий|об авторе|коментарі|komentarze|dodaj komentarz|o autorze
    komentáře|diskuse|komentari|yorumlar|bir yorum yazın|yazar hakkında|komentar|tinggalkan balasan|bình luận
    kommentarer|kommentit|hozzászólások|comentarii|lasă un comentariu|σχόλια|コメント|コメントを残す|この記事を書いた人|著者プロフィール
    评论|网友评论|发表评论|留言|댓글|댓글 쓰기|التعليقات|اترك تعليقا|نظرات|תגובות|ความคิดเห็น
    """

  private static let requestPhrases = """
    subscribe|subscribe to|subscribe now|sign up|sign up for|sign up to|sign up now|sign in|log in|register|register now
    newsletter|newsletters|get the newsletter|join our|join our newsletter|follow us|follow us on|follow|like us on
    share|share this|share this article|share this post|share this story|share on|share via|sharing is caring|tweet
    spread the word|click here to subscribe|get our|download our app|download the app|get the app|support us
    advertisement|advertisements|advertising|sponsored|sponsored content|sponsored links|sponsored by|ad|promoted
    advertisement continue reading the main story|story continues below advertisement|article continues below
    story continues|continue reading below|loading|loading content|please enable javascript|skip to content
    scroll to continue|scroll down|enter your email|email address|your email address|thank you for subscribing
    thanks for subscribing|we use cookies|this website uses cookies|this site uses cookies|accept cookies|buy now
    add to cart|shop now|book a demo|book a call|contact us|get in touch|get started|request a demo|learn more
    print|print this|email this|save|copy link|report this ad|back to top|go to top|close|image 1 of|show caption
    hide caption|view gallery|play video|watch video|now playing|replay video|most stock quote data
    anzeige|werbung|teilen|artikel teilen|jetzt abonnieren|abonnieren|newsletter abonnieren|folgen sie uns|drucken
    zum newsletter|anmelden|jetzt anmelden|nach oben|diesen artikel teilen|beitrag teilen
    publicité|partager|partagez|partager cet article|abonnez-vous|s'abonner|suivez-nous|inscrivez-vous|recevez
    imprimer|recevoir la newsletter|haut de page
    publicidad|compartir|comparte|síguenos|síguenos en|suscríbete|suscríbase|suscribirse|imprimir|seguir|comparte esto
    regístrate|recibe|volver arriba|compártelo
    publicidade|compartilhe|compartilhar|siga|siga-nos|assine|inscreva-se|cadastre-se|partilhar|partilhe|continua após a publicidade
    pubblicità|condividi|seguici|seguici su|iscriviti|abbonati|stampa|torna su|annuncio
    advertentie|deel|delen|deel dit artikel|volg ons|meld je aan|abonneer
    реклама|поделиться|поделитесь|подписывайтесь|подпишитесь|подписаться|следите за нами|поделись с друзьями|наверх
    підписуйтесь|поділитися|споделете|udostępnij|reklama|obserwuj nas|subskrybuj|zapisz się|podziel się|sdílet|zdieľať
    podijeli|paylaş|paylaşın|reklam|abone ol|bizi takip edin|bagikan|bagikan ini|iklan|ikuti kami|berlangganan|share artikel
    scroll untuk lanjut membaca|chia sẻ|quảng cáo|theo dõi|đăng ký|dela|annons|prenumerera|följ oss|del|annonce|abonner
    jaa|mainos|tilaa uutiskirje|megosztás|hirdetés|iratkozz fel|kövess minket|distribuie|publicitate|abonează-te
    κοινοποίηση|διαφήμιση|ακολουθήστε μας|広告|シェア|シェアする|フォロー|フォローする|ツイート|スポンサーリンク|会員登録|スポンサードリンク
    广告|分享|分享到|关注我们|扫一扫|廣告|訂閱|追蹤我們|공유|공유하기|광고|구독|구독하기|좋아요|شارك|مشاركة|إعلان|إعلانات|تابعنا|اشترك
    اشتراک گذاری|שתפו|פרסומת|शेयर करें|विज्ञापन|แชร์|โฆษณา
    """

  private static let metaPhrases = """
    tags|tagged|topics|categories|category|posted in|posted by|posted on|written by|published|published on|published by
    published at|updated|updated on|last updated|last modified|by line|reading time|min read|estimated reading time
    all rights reserved|this document is subject to copyright|citation|cite this|provided by|legal disclaimer
    disclaimer|originally published|first published|report a correction|author|authors|permalink|posted
    schlagwörter|schlagworte|stichworte|veröffentlicht|aktualisiert|stand|kategorien|alle rechte vorbehalten|autor
    mots-clés|publié le|publié|mis à jour|mis à jour le|étiquettes|tous droits réservés|catégories|par
    etiquetas|publicado|publicado el|actualizado|temas|todos los derechos reservados|categorías|publicado em
    atualizado em|todos os direitos reservados|pubblicato|pubblicato il|aggiornato|tutti i diritti riservati
    теги|метки|опубликовано|обновлено|все права защищены|рубрики|автор|источник|tagi|opublikowano|źródło|štítky|etiketler
    kaynak|diterbitkan|kategori|penulis|editor|sumber|từ khóa|nguồn|taggar|publicerad|uppdaterad|julkaistu|címkék|etichete
    タグ|公開日|更新日|投稿日|カテゴリー|カテゴリ|标签|责任编辑|责编|原标题|来源|本文来源|文章来源|免责声明|特别声明|版权声明|郑重声明|声明|發布|發佈|標籤|關鍵字|编辑|태그|입력|수정|무단전재|저작권자|الوسوم|كلمات مفتاحية
    """

  private static let creditPhrases = """
    photo|photos|photo by|photo credit|photograph|photograph by|image|image credit|image by|images|picture|credit|credits
    getty images|illustration|illustration by|video|video by|file photo|foto|fotos|bild|bilder|bildquelle|quelle|grafik
    crédit photo|crédits photo|photo d'illustration|imagen|crédito|imagem|fotografía|foto di|immagine|фото|изображение
    zdjęcie|fot|kép|fotó|kuva|写真|画像|图片|图源|사진|أرشيف|الصورة
    """
}
