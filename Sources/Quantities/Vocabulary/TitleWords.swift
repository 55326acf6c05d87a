extension MetricWords {
  /// Ordinary words that headings and labels capitalise. A capitalised word that is none of them, and does not end like one, is
  /// taken for a name. Singular forms; plurals are found by theirs.
  mutating func addTitleWords() {
    add(
      """
      custom cloud centric bonus spin established off ability about absence academic academy acceptance access account accuracy action activation active activity actual add addition \
      address administrator adopter advanced advantage advertising advice advisor agency agent agreement agriculture aim air alert \
      algorithm all allocation alternative amount angel annual answer anti app appeal appendix application appointment approval area \
      argument arrangement art article aspect asset assistance assistant associate atmosphere attack attempt attendance attitude \
      audience audit author authority auto autonomy award aware away back background backlog backup balance bank banking bar barrier base \
      baseline basic basics batch battle beauty bed behavior behaviour belief benchmark beta better beyond big bill billing bit black blog \
      blue board body bonus book boost border boss bottleneck boundary box brand breach break breakdown breakthrough bridge brief \
      bring broadcast broker browser budget bug build builder building bundle burden bureau buyer cache call campaign cancer candidate cap \
      capability capacity car card care career cargo carrier cash catalog catalogue cause caveat center central centre chain chair change \
      chaos character charge charity chart chat check checklist chief child choice choose church citizen city claim clarity class clause \
      clean clear client climate close closing club cluster coach code coding cohort collaboration collection college color column come \
      comment commerce commercial commitment committee commodity communication company comparison competence competition competitor \
      complaint complete completeness complex complexity compliance component comprehensive compute computer computing concept concern \
      conclusion condition conference confidence confidentiality configuration conflict connect connection consent consequence \
      consideration consistency consortium constraint construction consultant consumer contact container content contest context \
      continuous contract contractor contractual control convenience conversation conversion cooperation coordination core corporate \
      corporation correction council country course court coverage create creative creator credential credibility credit crew crime \
      crisis criterion critical culture currency current curve cut cycle daily damage danger dashboard database date day deal death debate \
      debt decade decision deck deep default defect defense definition degree delay delivery demand department deployment depth design \
      desk desktop destination detail detection dev device diagnostic diagram dialog diet difference different difficulty dimension \
      direct direction director directory disaster discipline discount discovery discussion disease display disruption distance \
      distributed district diversity division doctor document documentation dollar domain door down downtime draft drama driver drop drug \
      due duration duty dynamic early earth ease east easy economic economics economy edge edition education effect effective \
      effectiveness effort election electric electronic element email emergency emission employee employer employment empowerment \
      enablement enabler encryption end energy engine engineer engineering enough entertainment entity entrepreneur entry environment \
      episode equal equipment equity era error escalation essential establishment estate ethic evaluation event everyday everything \
      evidence exam example excellence exception exchange exclusive execution exercise exit expectation expense experiment expert \
      expertise explanation exploration exposure expression extension external extra eye face facility fact factory failure fair fall \
      family fan far farm fashion fast fault favorite fear feature federal feedback fellow festival few field fight figure file film \
      filter final finance finding fire firm fit fitness fix fixed flag flash fleet flexibility flight floor flow follow food football force \
      forecast foreign forest form formal format formation forum forward fragile fraud free freedom freight frequency fresh friend \
      front fuel full fun function fund funding fundraising future gain game gap garden gas gate gateway gender general generation \
      get getting gift give goal gold golden good goods governance government grade grand grant graph great green grid ground group \
      guarantee guest guidance guideline guiding half hand handbook handling hard hardware head headline health heart heat help hero \
      hidden hierarchy high highlight hire hiring history hit holiday home hope horizon horizontal hospital host hosting hotel hour house \
      housing human hybrid idea identification identity image immediate impact implication importance important improved incentive \
      incident inclusion income index individual influence info information initial initiative inner input inside insight installation \
      institution instruction insurance integrity intellectual intelligence intelligent intent interaction interest interface internal \
      international internet intervention interview inventory investigation investor invoice island issue item iteration iterative job \
      join joint journal judge judgment jump just keep kit kitchen knowledge label labor laboratory lack land landscape language large \
      last late latency latest latin launch law lawyer layer lead leader leadership leading lean learning leave left legacy legal lending \
      length level leverage liability library license licensing life lifecycle lifetime light limit limitation line link list literature \
      live load loan local location lock log logic logistic long look loop loss lost love low loyal loyalty machine magazine main \
      maintenance major make maker man managed manager mandate manual manufacturer manufacturing map mapping margin maritime marketing \
      marketplace mass master match material math matrix matter maturity maximum meal mean meaning measure mechanic mechanism media \
      medical medicine medium meet meeting member membership memory merchant merger message messaging meta-data method micro middle \
      mid migration milestone mind mini minimum minor misalignment miss mission mistake mix moat mobile mobility mode moderation modern \
      module moment money monetization monitoring month mood moon more morning most motion motivation motor mountain move movement \
      movie multi multinational multiple museum music mutual name nation national native natural nature navigation near need negotiation \
      net neutral neutrality new news newsletter next night no node noise non normal north northern note notification number object \
      objective ocean offer offering office officer official offline oil old on onboarding once one ongoing online only opening operating \
      operation operator opinion opportunity optimal option oral order organic organization organisation origin original other our out \
      outage outcome outlook output outreach outside over overall overhead owner ownership pack package page pain paper parent part party \
      pass passion past path patient payment peak people per percent perfect period permanent permission person personal personalization \
      perspective phone photo physical picture piece pilot pipeline pitch pitfall place plan planet plant plastic play player playbook \
      please plus point police policy political politics pool poor popular population port portal portfolio position positive possible \
      post potential power powerful practical practice prediction preference premium prep preparation presence present presentation \
      president press pressure prevention preview price primary prime principle print priority privacy private prize pro problem procedure \
      processing procurement produce producer production profession profile profit profitability progress project promise promotion \
      proof property proposal proposition protection protein protocol prototype provider provision public publication publisher \
      purchase purpose push quality quarter query quest question queue quick quote race radio raise range rank rapid rate ratio raw reach \
      reaction reader readiness real reality reason recent recipe recognition recommendation record recovery recruiting red reduction \
      reference referral reform refresh region regional register registration registry regular regulation regulatory relation \
      relationship release reliability relief religion remote removal renewable renewal rent repair repeat replacement reporter \
      repository representative republic reputation request requirement reseller reserve resident resilience resolution resource response \
      responsibility rest restaurant retail retirement retrieval return reuse review reward rich right ring rise risk river road robot \
      robust role room root round route routine rule run runtime rural safe safety salary sale sample sandbox satellite saving scalability \
      scalable scenario schedule scholarship school science scientific scope score screen script search season seat secret secretary \
      section sector secure security segment segmentation select selection self sell seller semantic senate senior sense sensor sentiment \
      separate sequence series server session set setting setup seven severe shape shared sharp shift ship shipping shop short show side \
      sign signal significant silent silver similar simple simplicity single site situation size skill skin sleep slide slow \
      small smart snapshot social society soft soil solar solid some song sound source south southern space speaker special specialist \
      specialization specification speech speed spend spirit split sponsor sponsorship sport spot spotlight spring sprint stability stable \
      stack staff stage stakeholder stand standard star start startup state statement station statistic status steady steering step stock \
      storage store strategic stream street strength stress strike string strong structural student style sub subject subscription \
      subsidiary substance suite summer sun super superior supplier supply support sure surface surgery survey sustainability sustainable \
      switch symptom synergy syndication system table tactic tag take talent talk target task tax team tech technical technique tele \
      template temporary ten term termination territory test testimonial testing text theme theory therapy third thought threat \
      threshold throughput ticket tier tiered tight time timing tip title today together token tool top topic total touch tour tourism \
      town trace track tracking trade trading tradition traditional traffic train trainer training transaction transfer transition \
      transparency transparent transport travel treatment tree trend trial trigger trip trouble truck true trust truth try tube turn \
      tutorial type ultimate under union unique unit united unity universal update upgrade urban us usability use useful utility \
      vacation validation validity valley value variable variety vehicle velocity vendor venture version vertical viability video view \
      village viral virtual visibility vision visit visual vital voice volume volunteer vote wait walk wall war warehouse warning waste \
      watch water wave way weak wealth weather web webinar website week weekly weight welcome welfare well west western what wheel white \
      whole wide wild win wind window wine winner winter wire wireless wise wish woman word work worker workflow workforce working \
      workload workplace workshop world worth write writer writing year yes yield young your youth zero zone added adding asia africa \
      america europe european american asian african indian chinese german french british western eastern pacific atlantic english \
      north-american germany france india china japan canada australia brazil mexico spain italy london paris york california texas \
      united-kingdom kingdom states founder founded launched location-based headquarters headquarter partnered size sector vendor \
      benefit outcome takeaway learning objective context problem symptom remediation remedy mitigation response postmortem runbook \
      cross co pre post multi non end full low high long short well self data-driven ai-powered cloud-native fleet \
      saas software-as-a-service readers subscribers audience roadmap sandbox deliverable stakeholder
      """, .generic)
  }
}
