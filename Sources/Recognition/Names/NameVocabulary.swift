/// Closed classes of words that say what a name beside them is. Words of the language, of no collection.
enum NameVocabulary {
  /// Words that begin no name and end none, whatever their case.
  static let function = WordSet(
    """
    a an the and or but nor so if when while after before since until as is are was were be been being am not no yes there
    here what why how who whom whose where which that this these those i i'm i've i'd i'll we we're we've you your our ours
    us my me he she it its his her they their them in on at by for with from to of into onto over under between across
    through during without within about against via per than then now today yesterday tomorrow later also however instead
    meanwhile once both all many most some every each any few more less much even still only just very too such other
    another same own second third last next two three four five six seven eight nine ten do does did doing done
    has have had having can could will would shall should may might must let let's get got make made using despite
    although because therefore thus hence additionally furthermore moreover finally overall currently recently initially
    previously originally eventually together like unlike according based due thanks given including well up down out off
    mr mrs ms dr vs etc e.g i.e
    """)

  /// Small words inside names of institutions: "Department of Fisheries", "Centre for Ethics and Law".
  static let inner = WordSet("of for and de la du des der und & the et di da in")

  /// Words of institutions, behind which a small word goes on with the name.
  static let institution = WordSet(
    """
    bank university universities department ministry institute college school office bureau state city council center centre
    society association agency board commission foundation federation academy hospital borough county government academy
    authority faculty museum library bank league court house laboratory laboratories union trust international
    institution institutes king committee corporation district division fund organization organisation
    """)

  /// Words that only names of organisations hold, mostly last.
  static let form = WordSet(
    """
    inc incorporated ltd limited llc llp plc corp corporation gmbh ag se kg sa sas sarl spa srl bv nv n.v ab oy oyj asa pty
    s.a co co. company holding holdings bank university college institute foundation association agency authority
    commission council department ministry hospital hospitals airlines airways insurance ventures labs lab laboratory
    laboratories technologies pharmaceuticals motors telecom federation group systems solutions software consulting
    partners networks industries society academy museum bureau trust consortium alliance borough office services school
    government board committee union institutes center centre capital energy media studios studio semiconductors
    instruments electronics healthcare logistics schools
    """)

  /// Legal forms, which are left out when names are compared.
  static let legal = WordSet(
    "inc incorporated ltd limited llc llp plc corp corporation gmbh ag se kg sa sas sarl spa srl bv nv n.v ab oy oyj pty co"
  )

  /// "customer Acme", "providers such as Acme".
  static let companyNoun = WordSet(
    """
    company companies firm firms startup startups start-up start-ups provider providers vendor vendors customer customers
    client clients partner partners competitor competitors rival rivals manufacturer manufacturers bank banks retailer
    retailers brand brands organisation organisations organization organizations giant giants consultancy agency agencies
    employer employers supplier suppliers subsidiary airline airlines insurer insurers carrier carriers leader leaders
    players investors investor integrator integrators publisher publishers conglomerate member members sponsor sponsors
    contractor contractors nonprofit charity maker
    """)

  /// "Acme is a startup".
  static let definingNoun = WordSet(
    """
    company firm startup start-up provider vendor manufacturer bank retailer organisation organization consultancy agency
    supplier subsidiary airline insurer carrier publisher university foundation nonprofit non-profit charity cooperative
    maker business enterprise brand operator developer studio group conglomerate broadcaster marketplace lender fintech
    utility ministry department association institution corporation unicorn producer distributor integrator platform
    institute community leader decacorn
    """)

  /// "Acme is a library".
  static let productNoun = WordSet(
    """
    library framework language database tool plugin plug-in protocol format engine package operator orchestrator module
    api sdk runtime compiler technology standard system solution software project product app application service
    """)

  /// Who stands before "at Acme", "of Acme".
  static let roleNoun = WordSet(
    """
    ceo cto cio cfo coo cmo cpo ciso founder co-founder cofounder president director manager head lead leader chief engineer
    engineers developer developers architect architects scientist scientists officer vp analyst consultant specialist
    executive chairman chairperson partner evangelist team teams colleagues researchers researcher employees staff chair
    administrator professor designer owner maintainer coordinator secretary people users customers
    """)

  /// "partnered with Acme".
  static let partnering = WordSet(
    """
    partnered partnering partnership partnerships collaborated collaborating collaboration collaborations contract teamed
    alliance merged competes competing compete worked working works interview conversation relationship contracts
    """)

  /// "acquired by Acme".
  static let owning = WordSet(
    """
    acquired backed funded founded owned bought sponsored operated developed created built written maintained supported
    led run hosted provided published commissioned used adopted offered delivered produced
    """)

  /// What stands before the name of a tool.
  static let using = WordSet(
    """
    using use uses used deploy deploys deployed deploying adopt adopts adopted adopting adoption run running runs install
    installed chose choose selected via leverage leveraging leverages leveraged implement implemented implementing integrate
    integrated embraced evaluated migrate migrated
    """)

  /// What stands behind the name of a tool.
  static let toolNoun = WordSet(
    """
    cluster clusters api apis server servers database databases plugin plugins sdk library libraries framework operator
    operators pipeline pipelines container containers queue queues dashboard dashboards documentation docs module modules
    version repository repositories code script scripts instance instances console nodes node integration integrations
    deployment deployments component components model models app apps stack environment environments image images service
    services feature features tool tools client clients project workflow workflows extension template templates table
    schema architecture infrastructure platform implementation language ecosystem standard protocol format file files
    """)

  /// What stands behind the name of an organisation.
  static let memberNoun = WordSet(
    """
    team teams engineers employees staff ceo cto cfo cio executives leadership board headquarters developers management
    spokesperson customers users officials researchers engineer architects group company scientists colleagues
    """)

  /// Verbs of doing behind a subject; besides those that end in "ed".
  static let verb = WordSet(
    """
    is was are were has had have can could will would needs wants wanted uses chose decided began runs ran built builds
    provides offers helps saw faces made makes says said became saves moves did does found finds knew went took takes gave
    got gets serves operates manages relies believes plans hopes expects writes wrote sells employs grew grows develops
    delivers sought works owns turned brings brought came comes achieves cuts scales leverages drives enables powers
    adopts migrates reduces improves boosts gains wins enhances transforms simplifies accelerates tells shares modernizes
    """)

  /// Behind which a place stands.
  static let placing = WordSet("in from across near throughout within outside around")

  /// Words that say who tells: the document speaks of "we".
  static let firstPerson = WordSet("we our us we're we've i my i'm ourselves")

  static let honorific = WordSet("mr mrs ms dr prof professor sir dame judge senator")
  static let speech = WordSet(
    "says said explains explained adds added notes noted recalls recalled according asked tells")

  /// Titles of jobs that stand behind a person's name or between it and the name of an organisation.
  static let title = WordSet(
    """
    ceo cto cio cfo coo cmo cpo ciso founder co-founder cofounder president director manager head lead chief engineer
    developer architect scientist officer vp vice senior junior principal staff analyst consultant specialist executive
    chairman chair professor evangelist owner maintainer coordinator secretary product technical software data program
    project engineering associate managing general deputy designer researcher
    """)

  static let calendar = WordSet(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter q1 q2 q3 q4
    christmas easter utc gmt est pst cet bst
    """)

  /// Countries, their people and languages, continents and large cities.
  static let place = WordSet(
    """
    africa african america american americas asia asian europe european australia australian canada canadian china chinese
    japan japanese india indian germany german france french spain spanish italy italian portugal portuguese brazil brazilian
    mexico mexican russia russian ukraine ukrainian poland polish netherlands dutch belgium belgian sweden swedish norway
    norwegian denmark danish finland finnish switzerland swiss austria austrian ireland irish scotland scottish wales welsh
    england english britain british uk u.k us u.s usa u.s.a eu emea apac israel israeli egypt egyptian nigeria kenya ghana
    ethiopia uganda tanzania rwanda indonesia indonesian malaysia singapore thailand vietnam vietnamese philippines korea
    korean taiwan turkey turkish greece greek romania hungary czech slovakia slovenia croatia serbia bulgaria estonia latvia
    lithuania argentina chile colombia peru venezuela zealand pakistan bangladesh nepal iran iraq arabia arabic emirates
    dubai qatar latin hispanic mandarin london paris berlin munich hamburg amsterdam brussels madrid barcelona rome milan
    lisbon dublin edinburgh glasgow manchester vienna zurich geneva stockholm oslo copenhagen helsinki warsaw prague
    budapest moscow istanbul athens york angeles francisco seattle boston chicago austin dallas houston denver miami atlanta
    washington philadelphia portland toronto montreal vancouver ottawa sydney melbourne auckland tokyo beijing shanghai
    shenzhen hangzhou hong kong taipei seoul mumbai delhi bangalore bengaluru jakarta bangkok manila cairo lagos nairobi
    johannesburg california texas florida ohio georgia virginia michigan illinois massachusetts pennsylvania colorado
    arizona oregon nevada utah minnesota wisconsin maryland missouri indiana tennessee carolina jersey ontario quebec
    silicon valley north south east west northern southern eastern western middle central
    """)

  /// Given names that are frequent in many countries.
  static let given = WordSet(
    """
    aaron adam adrian alan albert alex alexander alexandra alice alison amanda amy ana anders andrea andreas andrew andy
    angela anita anna anne annie anthony antonio arthur ashley barbara ben benjamin bernard beth bill bob bradley brandon
    brenda brian brooke bruce bruno cameron carl carla carlos carol caroline catherine charles charlotte chen chris
    christian christina christine christoph christopher claire claudia colin craig cynthia dan daniel daniela danny dave
    david dean deborah debra dennis derek diana diane diego dmitri dominic donald donna doug douglas dylan ed eduardo edward
    elena elizabeth ellen emily emma eric erica erik ethan eva evan felix fernando florian frances francis frank fred
    gabriel gareth gary gavin geoff george gerald giovanni giuseppe gordon graham grant greg gregory hannah hans harry heather
    heidi helen henry holly howard hugo ian igor ingrid isaac isabel ivan jack jacob jacqueline jake james jamie jan jane janet
    jason javier jean jeff jeffrey jennifer jens jeremy jerry jesse jessica jill jim jo joan joanna joe joel johan johannes john
    johnny jon jonas jonathan jordan jorge jose joseph josh joshua juan judith judy julia julian julie justin karen karl kate
    katherine kathleen katie keith kelly ken kenneth kevin kim kimberly kiran klaus kris kristin kyle lars laura lauren
    laurent lawrence lee leo leon leonard leslie lewis li liam linda lisa louis louise luca lucas lucy luis luke magnus marc
    marcel marcin marco marcus margaret maria marie mario marion mark markus martha martin mary mateusz matt matthew matthias
    maurice max maya megan melanie melissa michael michal michel michelle miguel mike mikhail mohamed mohammed monica nancy
    natalie nathan neil nicholas nick nicola nicolas nicole nigel nina noah norman olga oliver olivia omar oscar owen pablo
    pamela patricia patrick paul paula pavel pedro pete peter phil philip philipp phillip pierre priya rachel rafael rahul raj
    ralph randy raul ray raymond rebecca ricardo richard rick rob robert roberto robin rod roger roland roman ron ronald rosa
    rose ross roy russell ruth ryan sally sam samantha samuel sandra sandy sara sarah scott sean sebastian sergio shannon
    sharon shaun shawn sheila simon sophia sophie stacy stefan stephanie stephen steve steven stuart sue susan sven sylvia tanya
    ted teresa terry thomas tim timothy tina todd tom tommy tony tracy travis tyler valerie vanessa vera veronica victor
    victoria vincent virginia walter wayne wei wendy wilhelm will william xavier yan yang yann yuri yves zach zhang wang
    xiao ankit anil amit arjun deepak sanjay vijay suresh ravi rajesh sunil sachin rohit
    """)

  /// Technologies, formats and notions that are written like names.
  static let technology = WordSet(
    """
    ai ml api apis gpt gpu gpus cpu cpus crm erp roi ehr it kpi kpis saas paas iaas b2b b2c ceo cto cfo cio coo hr pr seo sla
    slas slo slos sdk sdks ide ui ux vm vms ci cd ci/cd nlp llm llms ocr iot etl sql nosql http https rest json xml html css
    dns cdn vpn lan ot plc plcs scada mes ram ssd os ios android linux unix windows macos ubuntu debian java javascript
    typescript python ruby rust go golang php perl scala kotlin swift haskell ocaml erlang elixir c c++ bash shell node.js
    nodejs react angular vue svelte django rails spring flask laravel jquery bootstrap webpack kubernetes k8s docker helm
    terraform ansible puppet chef vagrant jenkins git svn kafka spark hadoop hive hbase flink storm samza airflow cassandra
    postgres postgresql mysql mariadb sqlite redis memcached mongodb elasticsearch kibana logstash solr lucene rabbitmq
    zookeeper nginx apache tomcat envoy istio linkerd etcd grpc graphql soap oauth saml jwt ssl tls ssh ftp smtp tcp udp ip
    ipv4 ipv6 wifi bluetooth usb pdf csv excel word powerpoint markdown yaml toml rss wordpress drupal prometheus grafana
    jaeger opentelemetry s3 ec2 rds lambda dynamodb sqs sns eks ecs gke aks cloudfront cloudformation bigquery devops devsecops
    sre agile scrum kanban lean finops gitops mlops mvp poc oss foss gdpr hipaa soc iso qa tv pc pcs faq rfp rfps kyc b2g
    sms gps rfid nfc qr url urls uri id ids pdfs etl bi rag csat nps arr mrr cagr ebitda opex capex tco sbom sboms crd crds
    webassembly wasm numpy pandas pytorch tensorflow jupyter github.com web internet covid covid-19 blockchain ethereum
    bitcoin defi dao nft nfts dapp
    """)

  /// Names known the world over that are organisations; those that are words of the language too are left out.
  static let known = WordSet(
    """
    accenture adobe airbnb airbus akamai alibaba alphabet amazon amd aws anthropic asana astrazeneca atlassian axa bmw basf
    bayer bbc bitbucket blackrock bloomberg boeing bosch canonical capgemini cargill caterpillar cern chevron cisco citigroup
    citrix cloudera cloudflare cncf cnn cognizant comcast costco coursera cvs daimler databricks datadog dell deloitte dhl
    digitalocean disney docusign doordash dropbox dupont ebay equifax ericsson etsy expedia experian exxonmobil facebook fedex
    foxconn fujitsu gartner github gitlab godaddy google hashicorp heroku hitachi honda honeywell hp hpe hsbc huawei hyundai
    ibm ikea infosys instagram intel intuit jetbrains jpmorgan kpmg kroger lenovo lg linkedin lockheed lufthansa lyft
    mailchimp maersk marriott mastercard mckinsey merck microsoft mirantis mit mozilla nasa nestlé netflix netlify nhs nike
    nintendo nissan nokia novartis ntt nvidia okta openai oracle pagerduty palantir panasonic paypal pepsico pfizer philips
    pinterest porsche pwc qualcomm rackspace rakuten reddit renault reuters rolls-royce roche ryanair salesforce samsung sanofi
    sap servicenow shopify siemens skype snowflake softbank sony soundcloud spacex splunk spotify squarespace stanford
    starbucks stripe suse t-mobile tata tencent tesla thales tiktok toshiba toyota transunion trello tripadvisor twilio
    twitter uber ubisoft unilever ups vercel verizon visa vmware vodafone volkswagen volvo walmart wechat wikimedia wikipedia
    wipro workday xiaomi yahoo yandex yelp youtube zalando zendesk zillow adidas ietf w3c unesco unicef fda sec ftc doj
    harvard yale princeton mitre darpa usda epa irs fema noaa gsa ecb imf oecd nist nsa fbi cia
    """)

  /// Two words known the world over as organisations, with their first word.
  static let knownPairs: [UInt64: WordSet] = [
    WordSet.hash("red"): WordSet("hat"), WordSet.hash("stack"): WordSet("overflow"),
    WordSet.hash("new"): WordSet("relic"),
    WordSet.hash("hugging"): WordSet("face"), WordSet.hash("digital"): WordSet("ocean"),
    WordSet.hash("wells"): WordSet("fargo"), WordSet.hash("goldman"): WordSet("sachs"),
    WordSet.hash("morgan"): WordSet("stanley"), WordSet.hash("american"): WordSet("express airlines"),
    WordSet.hash("capital"): WordSet("one"), WordSet.hash("general"): WordSet("electric motors"),
    WordSet.hash("home"): WordSet("depot"), WordSet.hash("linux"): WordSet("foundation"),
    WordSet.hash("world"): WordSet("bank"), WordSet.hash("apache"): WordSet("software"),
    WordSet.hash("united"): WordSet("nations airlines"), WordSet.hash("european"): WordSet("union commission"),
  ]
}
