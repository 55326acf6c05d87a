extension MetricWords {
  /// Words that say a figure is a change, which way it goes, and that it is an aim.
  mutating func addChange() {
    add(
      """
      increase! grow! grew grown rise! rose risen climb! jump! surge! soar! gain! boost! improve! expand! accelerate! raise! \
      lift! swell! multiply! quicken! strengthen! add! advance! uplift! upgrade! outperform! enlarge! skyrocket! \
      widen!
      """, [.increase])
    add("growth improvement+ gain+ expansion acceleration uplift upside rise increase+ boost+ jump+ surge", .increase)
    add("faster quicker higher bigger larger greater better more up stronger", .increase)
    add(
      """
      reduce! decrease! decline! drop! dropped dropping fall! fell fallen cut cuts cutting slash! shrink! shrank shrunk lower! \
      save! trim! trimmed trimming halve! minimise! minimize! plunge! tumble! slump! sank sink! slip! slipped slide! slid shorten! \
      lose! lost dip! dipped eliminate! shave! narrow! ease! weaken! curb! curtail! diminish! slow! downsize! \
      deteriorate! compress!
      """, [.decrease])
    add("reduction+ decrease+ decline+ saving+ drop+ fall+ cut+ loss losses contraction downturn", .decrease)
    add("lower fewer less smaller cheaper shorter down worse", .decrease)
    add(
      """
      increase! grow! grew grown rise! rose risen climb! jump! surge! soar! expand! improve! reduce! decrease! decline! drop! \
      dropped dropping fall! fell fallen cut cuts cutting slash! shrink! shrank lower! went go goes going move! moved moving \
      shorten! scale! scaled raise! boost! accelerate! up down change! changed shift! compress! plunge! tumble! slip! improve!
      """, .changeVerb)
    add(
      """
      more less faster slower higher lower larger smaller bigger greater better worse cheaper longer shorter quicker fewer \
      stronger easier as the growth increase improvement productivity likely return reduction performance speed speedup \
      acceleration throughput revenue usage traffic
      """, .comparative)
    add("range! ranging vary! varies span! spanning between fluctuate! last! take! takes cost! costs", .spanVerb)
    add(
      """
      target! goal+ aim! plan! planned planning objective+ reach! achieve! attain! expect! forecast! project! anticipate! \
      will intend! hope! aspire! ambition aims should
      """, .aim)
  }
}
