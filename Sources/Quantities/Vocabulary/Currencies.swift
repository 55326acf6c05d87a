/// Currencies by sign, code and word.
enum CurrencyTable {
  /// ISO 4217 codes in use or seen in older texts, and the codes people write for Bitcoin and offshore yuan.
  static let codes: [String] = """
    USD EUR GBP JPY CNY INR CAD AUD NZD CHF SEK NOK DKK ISK PLN CZK HUF RON BGN RUB UAH TRY ILS AED SAR QAR KWD BHD OMR JOD \
    EGP MAD TND ZAR NGN KES GHS TZS UGX ETB XOF XAF BRL MXN ARS CLP COP PEN UYU BOB PYG CRC GTQ DOP KRW TWD HKD SGD MYR THB \
    IDR PHP VND PKR BDT LKR NPR MMK KHR LAK MNT KZT GEL AMD AZN UZS BTC ETH CNH FIM NLG DEM FRF BEF ITL ESP PTE GRD IEP ATS
    """.split(separator: " ").map(String.init)

  static func code(at index: Int16) -> String? {
    index >= 0 && Int(index) < codes.count ? codes[Int(index)] : nil
  }

  /// The currency a sign means by itself; dollar and yen signs may be narrowed by what stands before them.
  static func code(forSign sign: UInt32) -> String? {
    switch sign {
    case 0x24, 0xFF04: "USD"
    case 0x20AC: "EUR"
    case 0xA2, 0xFFE0: "USX"
    case 0xA3: "GBP"
    case 0xA5, 0xFFE5, 0x5186: "JPY"
    case 0x5143: "CNY"
    case 0x20B9, 0x20A8: "INR"
    case 0x20A9: "KRW"
    case 0x20BD: "RUB"
    case 0x20BA: "TRY"
    case 0x20AA: "ILS"
    case 0x0E3F: "THB"
    case 0x20AB: "VND"
    case 0x20B4: "UAH"
    case 0x20A6: "NGN"
    case 0x20B1: "PHP"
    case 0x20A1: "CRC"
    case 0x20BE: "GEL"
    case 0x20AD: "LAK"
    case 0x20BF: "BTC"
    case 0x20B8: "KZT"
    case 0x20BC: "AZN"
    case 0x20B2: "PYG"
    case 0x20B5: "GHS"
    case 0x20AE: "MNT"
    case 0x17DB: "KHR"
    default: nil
    }
  }

  /// The currency of letters before a dollar sign: `US$`, `A$`, `HK$`, `aud$`.
  static func code(forDollarPrefix letters: String) -> String? {
    switch letters {
    case "us", "usd": "USD"
    case "a", "au", "aud": "AUD"
    case "c", "ca", "can", "cad", "cdn": "CAD"
    case "nz", "nzd": "NZD"
    case "hk", "hkd": "HKD"
    case "s", "sg", "sgd": "SGD"
    case "nt", "twd": "TWD"
    case "r", "br", "brl": "BRL"
    case "mex", "mx", "mxn": "MXN"
    case "cl", "clp": "CLP"
    case "col", "cop": "COP"
    case "ar", "ars": "ARS"
    default: nil
    }
  }

  /// The currency of an adjective and a word, "australian" and "dollar"; nil when the pair is not one.
  static func code(adjective: String, word: String) -> String? {
    let stem = word.hasSuffix("s") && word.count > 3 ? String(word.dropLast()) : word
    return byAdjective[adjective + " " + stem]
  }

  private static let byAdjective: [String: String] = [
    "us dollar": "USD", "american dollar": "USD", "u.s. dollar": "USD", "australian dollar": "AUD",
    "canadian dollar": "CAD", "zealand dollar": "NZD", "kong dollar": "HKD", "singapore dollar": "SGD",
    "taiwan dollar": "TWD", "british pound": "GBP", "egyptian pound": "EGP", "irish punt": "IEP", "swiss franc": "CHF",
    "french franc": "FRF", "belgian franc": "BEF", "chinese yuan": "CNY", "chinese renminbi": "CNY",
    "japanese yen": "JPY", "indian rupee": "INR", "pakistani rupee": "PKR", "pakistan rupee": "PKR",
    "lankan rupee": "LKR", "nepalese rupee": "NPR", "mexican peso": "MXN", "argentine peso": "ARS",
    "chilean peso": "CLP", "colombian peso": "COP", "philippine peso": "PHP", "turkish lira": "TRY",
    "italian lira": "ITL", "italian lire": "ITL", "swedish krona": "SEK", "swedish kronor": "SEK",
    "danish krone": "DKK", "danish kroner": "DKK", "norwegian krone": "NOK", "norwegian kroner": "NOK",
    "icelandic krona": "ISK", "icelandic kronur": "ISK", "czech koruna": "CZK", "czech crown": "CZK",
    "danish crown": "DKK", "swedish crown": "SEK", "norwegian crown": "NOK", "polish zloty": "PLN",
    "hungarian forint": "HUF", "russian ruble": "RUB", "russian rouble": "RUB", "brazilian real": "BRL",
    "brazilian reai": "BRL", "african rand": "ZAR", "africa rand": "ZAR", "kenyan shilling": "KES",
    "tanzanian shilling": "TZS",
    "ugandan shilling": "UGX", "austrian schilling": "ATS", "saudi riyal": "SAR", "qatari riyal": "QAR",
    "omani rial": "OMR", "uae dirham": "AED", "emirati dirham": "AED", "moroccan dirham": "MAD", "kuwaiti dinar": "KWD",
    "jordanian dinar": "JOD", "bahraini dinar": "BHD", "tunisian dinar": "TND", "korean won": "KRW",
    "finnish markka": "FIM", "dutch guilder": "NLG", "german mark": "DEM", "deutsche mark": "DEM",
    "spanish peseta": "ESP", "portuguese escudo": "PTE", "greek drachma": "GRD", "israeli shekel": "ILS",
    "thai baht": "THB", "vietnamese dong": "VND", "malaysian ringgit": "MYR", "indonesian rupiah": "IDR",
    "nigerian naira": "NGN", "ghanaian cedi": "GHS", "ukrainian hryvnia": "UAH", "romanian leu": "RON",
    "romanian lei": "RON", "bulgarian lev": "BGN", "bangladeshi taka": "BDT", "costa colon": "CRC",
  ]
}

extension MetricWords {
  mutating func addCurrencies() {
    for (index, code) in CurrencyTable.codes.enumerated() {
      let id = entry(code.lowercased())
      infos[id].traits.formUnion(.currencyCode)
      infos[id].currency = Int16(index)
    }
    let words = [
      ("dollar+ buck+ dólar dólares dollari dollaro dolar", "USD"), ("euro+", "EUR"), ("pound+ sterling quid", "GBP"),
      ("yen", "JPY"),
      ("yuan renminbi rmb kuai", "CNY"), ("rupee+ rs", "INR"), ("won", "KRW"), ("franc+", "CHF"),
      ("krona kronor", "SEK"),
      ("krone kroner", "NOK"), ("peso+", "MXN"), ("reais", "BRL"), ("ruble+ rouble+ рубль рубля рублей руб", "RUB"),
      ("lira", "TRY"),
      ("shekel+", "ILS"), ("baht", "THB"), ("rand", "ZAR"), ("dirham+ dh dhs", "AED"), ("riyal+", "SAR"),
      ("ringgit", "MYR"),
      ("rupiah", "IDR"), ("dong", "VND"), ("zloty zlotys złoty złote złotych zł", "PLN"), ("forint+", "HUF"),
      ("koruna korun kč", "CZK"),
      ("hryvnia", "UAH"), ("naira", "NGN"), ("bitcoin+", "BTC"), ("markka", "FIM"), ("guilder+", "NLG"),
      ("peseta+", "ESP"), ("lire", "ITL"), ("drachma+", "GRD"), ("escudo+", "PTE"), ("taka", "BDT"), ("cedi+", "GHS"),
    ]
    for (list, code) in words {
      guard let index = CurrencyTable.codes.firstIndex(of: code) else { continue }
      for item in list.split(separator: " ") {
        for form in Self.forms(String(item)) {
          let id = entry(form)
          infos[id].traits.formUnion(.currencyWord)
          infos[id].currency = Int16(index)
        }
      }
    }
    add("cent+ penny pence pennies", .centWord)
    add(
      """
      us american australian canadian zealand kong singapore taiwan british egyptian irish swiss french belgian chinese \
      japanese indian pakistani lankan nepalese mexican argentine chilean colombian philippine turkish italian swedish danish \
      norwegian icelandic czech polish hungarian russian brazilian african africa kenyan tanzanian ugandan austrian saudi qatari \
      omani uae emirati moroccan kuwaiti jordanian bahraini tunisian korean finnish dutch german deutsche spanish portuguese \
      greek israeli thai vietnamese malaysian indonesian nigerian ghanaian ukrainian romanian bulgarian bangladeshi costa
      """, .currencyAdjective)
  }
}
