/// Words that say little about what a text is about, by the Snowball name of their language.
enum StopWords {
  /// The stop words of a language; empty when there is no list for it.
  static func list(_ language: String) -> Set<[UInt8]> {
    guard let words = lists[language] else { return [] }
    return Set(words.split(separator: " ").map { Array($0.utf8) })
  }

  /// The languages that have a list.
  static var languages: [String] { lists.keys.sorted() }

  // English is the short list every engine uses, so that scores can be compared; long lists drop what some queries are about.
  static let lists: [String: String] = [
    "english": """
    a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with
    """,
    "german": """
    aber als am an auch auf aus bei bin bis das dass dem den der des die dies ein eine einem einen einer eines er es für hat ich ihr im \
    in ist ja mit nach nicht noch nur oder sich sie sind so um und uns von vor war was wie wir wird zu zum zur über
    """,
    "french": """
    a au aux avec ce ces dans de des du elle en est et eux il ils je la le les leur lui ma mais me mes moi mon ne nos notre nous on ont \
    ou où par pas pour qu que qui sa se ses son sont sur ta te tes toi ton tu un une vos votre vous c d j l m n s t y
    """,
    "spanish": """
    a al como con de del desde donde el ella en entre era es esta este esto fue ha hay la las le les lo los más me mi muy no nos o para \
    pero por que se ser si sin sobre son su sus también te tiene un una uno y ya
    """,
    "italian": """
    a ad al alla alle anche che chi ci come con da dal dalla dei del della delle di e ed è era gli ha i il in io la le lei lo loro lui ma \
    mi ne nei nel nella non o per più quella questo se si sono su sua sul sulla suo un una uno
    """,
    "portuguese": """
    a ao aos as com como da das de do dos e é em entre era esta este eu foi há isso já mais mas me na não nas no nos o os ou para pela \
    pelo por que se sem ser seu sua são também te um uma
    """,
    "dutch": """
    aan al als bij dan dat de der die dit door een en er geen haar heb heeft het hij hoe ik in is je kan maar me met mijn naar niet nog nu \
    of om onder ons ook op over te tot u uit van veel voor want was wat we wel werd wie wij zal ze zich zijn zo
    """,
    "swedish": """
    alla att av bara blev bli de dem den denna det detta dig din du där efter ej eller en er ett från för ha hade han har hon hur i icke in \
    inte jag kan med men mig min nu när och om på sedan sig sin ska som så till under upp ut var vi vid vilken än är över
    """,
    "norwegian": """
    alle at av ble bli da de dem den denne der det dette du eller en er et etter fra for ha hadde han har hun hva hvor i ikke jeg kan med \
    men meg min nå når og også om opp oss på seg sin skal som så til under ut var ved vi vil være å
    """,
    "danish": """
    af alle at blev da de dem den denne der deres det dette du efter eller en er et for fra ham han har havde hun hvad hvor i ikke jeg kan \
    med men mig min ned nu når og også om op os på sig sin skal som så til ud under var ved vi vil være
    """,
    "finnish": """
    ei en et että he hän ja jo joka jos kanssa kuin kun me mikä minä mitä mutta myös ne niin nyt oli olla on ovat se sekä sen siitä sinä \
    tai te tämä vaan vai voi
    """,
    "russian": """
    а без бы в вас во вот все вы да для до его ее если есть же за и из или им их к как ко когда кто ли мне мы на не нет но ну о об он она \
    они от по при с со так то только ты у уже что эта это этот я
    """,
    "hungarian": """
    a az és be ben csak de egy el ez ezt ha hogy is itt ki le már meg mi mint mit nem nincs ott össze s sem te van vagy volt úgy ő ők
    """,
    "turkish": """
    ama bir bu çok da daha de diye en gibi hem her için ile ise ki mi mu mü ne o olan olarak sonra şu ve veya ya
    """,
    "romanian": """
    a al ale am ar as au ca care ce cu de din după e ea ei el era este eu fi în la le mai mi nu o pe pentru prin sa sau se si și su un una \
    unei unui va
    """,
  ]
}
