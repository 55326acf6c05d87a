extension MetricWords {
  /// Function words, and nouns that change how a number beside them reads.
  mutating func addGrammar() {
    add(
      """
      of in on at by as per from between than with for into to under over above below within without during since before after \
      until till through throughout across via among against toward towards around about despite onto upon near behind
      """, [.preposition, .stop])
    add(
      """
      and or but nor so that which who whom whose where when while because if although though whereas unless whether then \
      is are was were be been being am has have had having do does did will would can could may might must shall should \
      a an the this these those its their our your his her my it he she we they you i there here not no \
      also now just only already still even almost nearly both either each every all any more less
      """, .stop)
    add("a an the this these those its their our your his her my each every any", .determiner)
    // Verbs that commonly follow a counted noun. Any other word is told by its ending.
    add(
      """
      use uses used using make made take took go went get got run runs ran work works worked worldwide globally annually
      """, .stop)
    add(
      """
      chapter+ section+ phase+ step+ stage+ part+ pattern+ figure+ fig table+ page+ version+ ver v release+ lesson+ appendix \
      article+ volume vol issue+ rule+ principle+ level+ tier+ type+ class category grade mark generation gen round+ series \
      room suite floor unit gate route highway exit flight apartment zone region sprint iteration milestone+ task+ ticket+ \
      port option+ layer+ clause paragraph exhibit schedule+ annex item+ question+ case+ study studies example+ \
      scenario+ equation+ eq chapter+ act scene season episode track track+ module+ unit+ exercise problem+ ref pattern+ \
      pillar+ use-case rfc iso iec ieee en din bug pr commit build revision rev patch sku model interstate section sections \
      slide slides formula terminal note notes note+ hypothesis theorem lemma proposition form bed line lines
      """, .numbered)
    add(
      """
      type+ kind+ way+ option+ category categories area+ aspect+ reason+ step+ phase+ stage+ part+ thing+ side+ \
      form+ approach+ method+ goal+ principle+ pillar+ pattern+ lesson+ example+ point+ question+ section+ \
      chapter+ idea+ rule+ element+ dimension+ direction+ mode+ variant+ version+ sort+ class classes issue+ \
      problem+ challenge+ concept+ theme+ topic+ strategy strategies choice+ criterion criteria scenario+ \
      level+ layer+ tier+ objective+ consideration+ difference+ advantage+ benefit+ drawback+ fact+ condition+ case+ \
      alternative+ paragraph+ word+ character+ space+ group+ set+ bullet+ item+ assumption+ property properties \
      halves ends extremes worlds fronts categories axes hypotheses functions structures
      """, .enumerating)
    add(
      """
      rps qps tps iops req reqs ops msgs txns people staff personnel men women children police cattle aircraft species series personnel feet teeth mice data media \
      criteria phenomena analyses households premises alumni faculty fish sheep offspring crew clergy youth folk gpus cpus
      """, .pluralNoun)
    add("headcount traffic revenue code software equipment land seats", .mass)
    add(
      """
      this is was has its us plus less across business process access success progress address class press express pass mass \
      loss gross cross stress less unless always perhaps thus versus vs status focus basis analysis canvas campus bonus \
      census consensus corpus virus plus news physics mathematics economics politics previous various serious \
      continuous simultaneous enormous famous obvious religious nervous anonymous autonomous numerous dangerous james \
      wireless seamless endless countless regardless doubtless nevertheless homeless does goes yes as us gas bus lens \
      series means whereas besides towards afterwards towards paris texas kansas illinois states cms aws ios os \
      css js https kubernetes redis sms gps pos saas paas iaas dns tls devops kudos its plays says makes gives helps \
      needs uses takes gets comes goes shows runs keeps brings leads allows enables includes requires provides becomes expects seeks wants hopes believes agrees meets buys sells hires \
      increases decreases counts grows falls drops rises remains reaches represents equals exceeds totals averages weighs costs
      """, .notPlural)
    add(
      """
      person member man woman employee engineer developer node server machine user customer seat bed room store country city \
      state site location core gpu cpu item question vehicle truck ship plane story storey page strong people players player \
      unit partner student nation game match hole passenger branch school campus hectare plant factory shop lane door axle track \
      screen mill mine well field farm acre drone satellite turbine reactor panel dealer agent doctor nurse pupil teacher judge \
      aircraft airport station home house apartment office theatre theater hospital clinic bank club county team panel row step
      """, .hyphenNoun)
    add("fortune ftse sp nasdaq nikkei dax cac forbes russell euro stoxx global inc", .setName)
    add(
      """
      seat building block bay row hall wing lot plot desk locker platform pier dock stand booth aisle berth cabin lane \
      slot ward sector entrance door corridor hangar flat apt house attachment title subsection division platoon \
      terminal gate stall table court pitch classroom lab laboratory studio warehouse tower parcel sheet locomotive bus \
      tram line stop junction mailbox box drawer shelf rack cell category grade batch lot group team squad unit
      """, .designator)
    add("ago", .agoLike)
    add(
      """
      in within for over under than about around nearly almost after took takes take taking spend spent spends spending last \
      lasts lasted lasting even only just or to half another least most until till by exactly roughly approximately is was \
      full whole once inside entire every-other requires required need needs needed cost costs save saves saved saving wait \
      waited waiting of up
      """, .takesA)
    add("average median mean typical peak total combined cumulative aggregate overall maximum minimum", .statistic)
    add(
      "star+ rating+ rated score+ scores review+ reviews stars grade nps csat ces gpa enps osat satisfaction usability",
      .ratingNoun)
    add("daily weekly monthly quarterly yearly annually hourly nightly fortnightly", .periodAdverb)
    let months = """
      january february march april may june july august september october november december
      """.split(separator: " ")
    for (index, month) in months.enumerated() {
      let id = entry(String(month))
      infos[id].traits.formUnion(.month)
      infos[id].value = Double(index + 1)
      if month.count > 4 {
        let short = entry(String(month.prefix(3)))
        infos[short].traits.formUnion(.month)
        infos[short].value = Double(index + 1)
      }
    }
    add("sept", .month, value: 9)
    add(
      """
      inc corp ltd llc plc gmbh ag sa nv bv group holdings bank university institute labs technologies systems software \
      consulting cloud airlines motors pharmaceuticals
      """, .organisationTail)
    add(
      """
      case study studies success successes strategic alliance partnership partnerships ecosystem ecosystems ai overview \
      metrics outcomes results impact open source developer program programs platform platforms integration model models \
      healthcare financial infrastructure enterprise strategy strategies channel network innovation co-innovation executive \
      summary introduction conclusion background challenge solution benefits key lessons learned factors critical elements \
      value creation framework partner partners customer customers industry specific emerging technology business \
      development success structure approach research methodology phase step chapter pattern patterns story stories report \
      analysis guide how why what the a an of and for with in on to at by from structures venture joint commission revenue \
      contribution indicators health engagement performance first driven focused focus based community data services \
      service products product positioning commercial balance evolution percentage cost costs growth market share sharing \
      fees fee pricing models implementation management measurement roadmap foundation expansion scale plan timeline best \
      practices common success-metrics kpi kpis team teams adoption satisfaction user users experience productivity \
      operational efficiency clinical creator subscriber retention contract gross margin margins usage global digital \
      transformation migration modernization journey
      """, .generic)
  }
}
