extension MetricWords {
  /// What a word says about the category of a figure near it.
  mutating func addTopics() {
    add(
      topics: .growth,
      "growth grow! grew grown growing expansion yoy increase! cagr accelerated rose risen surge! climb!")
    add(
      topics: .revenue,
      "revenue+ sales turnover arr mrr income earnings spend spending billings bookings proceeds gmv acv ebitda")
    add(topics: [.revenue, .contract], "contract+ deal+ subscription+ spend acv price+ pricing")
    add(topics: .cost, "cost+ expense+ expenditure+ opex capex budget+ fee+")
    add(topics: .saving, "saving+ saved saves save reduction+ cut cuts reduce! lower! cheaper")
    add(
      topics: .investment,
      "invest! investment+ funding funded raised acquisition+ acquire! stake+ capital financing bought")
    add(topics: .valuation, "valuation+ valued worth capitalisation capitalization")
    add(topics: .satisfaction, "satisfaction satisfied nps csat promoter happiness rating+ stars")
    add(topics: .retention, "retention retain! churn renewal+ renew! loyalty attrition")
    add(topics: .margin, "margin+")
    add(topics: .roi, "roi return-on-investment payback")
    add(topics: .commission, "commission+")
    add(topics: .ownership, "ownership owned owns stake+ shareholding joint venture+ equity shareholder+")
    add(topics: .threshold, "threshold+ limit+ cap ceiling eligible eligibility")
    add(topics: .weight, "weight+ weighting weighted weightage")
    add(
      topics: .headcount,
      """
      employee+ staff headcount workforce engineer+ person personnel worker+ hire! hires colleague+ staffer+ \
      workers fte ftes programmer+ scientist+ analyst+ consultant+
      """)
    add(
      topics: .scope, "documents documented covers report reports coverage comprehensive framework component+ chapter+")
    add(topics: .adoption, "adoption adopt! adopting uptake adopters penetration enrolment enrollment")
    add(
      topics: .people,
      """
      user+ customer+ client+ developer+ subscriber+ member+ download+ organization+ organisation+ company companies \
      enterprise+ businesses visitor+ viewer+ student+ patient+ buyer+ player+ account+ tenant+ hospital+ \
      institution+ installs installation+ registration+ household+ merchant+ seller+ driver+ rider+ passenger+ learner+ \
      reader+ listener+ creator+ citizen+ shopper+ consumer+ school+ agency agencies
      """)
    add(
      topics: .usage, "use uses using used usage adopt! adopting utilise! utilize! rely! interact! interacting deploy!")
    add(topics: .partner, "partner+ partnership+ reseller+ integrator+ alliance+ vendor+ supplier+ affiliate+ isv isvs")
    add(
      topics: .ecosystem,
      "partner+ ecosystem+ marketplace+ appexchange integration+ plugin+ extension+ connector+ third-party")
    add(
      topics: .asset,
      """
      model+ application+ app+ dataset+ repository repositories project+ server+ node+ machine+ service+ microservice+ gpt+ \
      gpts page+ document+ record+ file+ product+ feature+ store+ country countries location+ city cities region+ \
      device+ instance+ cluster+ pod+ container+ build+ deployment+ release+ request+ transaction+ message+ event+ query \
      queries call+ domain+ site+ website+ image+ video+ post+ article+ order+ ticket+ api+ database+ \
      solution+ asset+ facility facilities plant+ factory factories warehouse+ branch branches office+ patent+ \
      skill+ course+ workload+ pipeline+ job+ vehicle+ truck+ flight+ sensor+ meter+ endpoint+ vm vms gpus cpus
      """)
    add(
      topics: .performance,
      """
      performance accuracy latency speed throughput uptime availability response precision recall processing \
      velocity cycle+ turnaround reliability quality downtime error+ failure+ fps lead-time detection \
      diagnostic outage+ incident+ defect+ bandwidth f1 mttr
      """)
    add(topics: .productivity, "productivity productive coding")
    add(
      topics: .efficiency,
      "efficiency efficient automation automated manual administrative overhead utilisation utilization")
    add(topics: .share, "share+ portion proportion percentage fraction")
    add(topics: .distribution, "distribution breakdown mix split composition")
    add(topics: .rank, "rank! ranking+ position leading leader largest leadership #1")
    add(topics: .potential, "opportunity opportunities potential addressable")
    add(topics: .faster, "faster quicker slower shorter speedup speed-up")
    add(topics: .improvement, "improvement+ improve! better higher")
    add(topics: .market, "market+")
    add(
      topics: .measure,
      """
      revenue+ sales growth share valuation cost+ saving+ margin+ satisfaction retention rate+ roi adoption users customers \
      performance accuracy latency throughput uptime score+ commission investment+ price+ reduction+ increase+ improvement+ \
      income profit+ turnover budget usage time productivity efficiency engagement churn conversion+ traffic load
      """)
  }
}
