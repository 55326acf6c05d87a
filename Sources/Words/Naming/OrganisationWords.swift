/// The words by which names of organisations are told.
extension OrganisationMentions {
  package static func set(_ words: String) -> Set<String> {
    Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  package static let articles = set("the a an")

  /// Words that are capitalised for another reason.
  package static let pronouns = set(
    """
    i i'm i've i'd i'll the a an we our they their he she it its this that these those in on at by for with from to of and
    or but if when while after before since as is are was were not no yes there here what why how who where which monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december then later today now finally however also instead meanwhile once both all many most some every each
    our my your his her its using moving building together despite until unlike even still only
    """)

  /// Last words that only names of organisations have.
  package static let forms = set(
    """
    inc incorporated ltd limited llc llp plc corp corporation gmbh ag se kg sa sas sarl spa srl bv nv ab oy oyj as asa pty
    holding holdings bank university college institute foundation association agency authority commission
    council department ministry hospital hospitals airlines airways insurance ventures labs laboratories
    technologies pharmaceuticals motors telecom federation
    """)

  /// First words of names of institutions, which go on with "of" or "for".
  package static let institutions = set(
    "bank university department ministry institute college school office bureau state city council")

  /// What names follow directly, with "such as", or with "like".
  package static let companyNouns = set(
    """
    company companies firm firms startup startups start-up start-ups provider providers vendor vendors customer customers
    client clients partner partners competitor competitors rival rivals manufacturer manufacturers bank banks retailer
    retailers brand brands organisation organisations organization organizations giant giants consultancy agency agencies
    employer employers supplier suppliers subsidiary subsidiaries airline airlines insurer insurers carrier carriers
    bureaus leaders players investors investor integrator integrators hyperscaler hyperscalers publisher publishers conglomerate
    """)

  /// What a text says an organisation is.
  package static let definingNouns = set(
    """
    company firm startup start-up provider vendor manufacturer bank retailer organisation organization consultancy agency
    supplier subsidiary airline insurer carrier publisher university foundation nonprofit non-profit charity cooperative
    maker business enterprise brand operator developer studio group conglomerate broadcaster marketplace lender fintech
    utility ministry department association institution corporation unicorn producer distributor integrator
    """)

  /// Who stands before "at Acme", "of Acme".
  package static let roleNouns = set(
    """
    ceo cto cio cfo coo cmo cpo ciso founder co-founder cofounder president director manager head lead chief engineer
    engineers developer developers architect architects scientist scientists officer vp analyst consultant specialist
    executive chairman partner evangelist team teams colleagues researchers researcher employees staff chair administrator
    engineering technology operations infrastructure product marketing sales it platform
    """)

  /// Names known the world over, of many trades. Part of the language, not of any corpus.
  package static let known: Set<String> = {
    let lines = """
      Accenture|Adobe|Airbnb|Airbus|Akamai|Alibaba|Alphabet|Amazon|Amazon Web Services|AMD|American Airlines|American Express
      Anthropic|Apple|Arm|Asana|AstraZeneca|AT&T|Atlassian|Auth0|AWS|AXA|BMW|BASF|Bayer|BBC|Bell Labs|Bitbucket|BlackRock
      Bloomberg|Boeing|Booking.com|Bosch|Boston Consulting Group|BP|British Airways|BT|Canonical|Capital One|Capgemini|Cargill
      Caterpillar|CERN|Chevron|China Mobile|Cisco|Citigroup|Citrix|Cloudera|Cloudflare|CNCF|CNN|Coca-Cola|Cognizant|Comcast
      Confluent|Continental|Costco|Coursera|CVS|Daimler|Databricks|Datadog|Dell|Deloitte|Delta Air Lines|Deutsche Bank
      Deutsche Telekom|DHL|DigitalOcean|Discord|Disney|Docker|DocuSign|DoorDash|Dropbox|Dun & Bradstreet|DuPont|eBay|EA
      Elastic|Epic Games|Equifax|Ericsson|Ernst & Young|Etsy|Expedia|Experian|ExxonMobil|EY|Facebook|FedEx|Fidelity|Ford
      Foxconn|Fujitsu|GE|General Electric|General Motors|Gartner|GitHub|GitLab|GoDaddy|Goldman Sachs|Google|Grafana Labs
      HashiCorp|Heroku|Hewlett-Packard|Hilton|Hitachi|Home Depot|Honda|Honeywell|HP|HPE|HSBC|Huawei|Hugging Face|Hyundai|IBM
      IKEA|ING|Infosys|Instagram|Intel|Intuit|JetBrains|John Deere|Johnson & Johnson|JPMorgan|JPMorgan Chase|KPMG|Kroger|L'Oréal
      Lenovo|LG|Line|LinkedIn|Linux Foundation|Lloyds|Lockheed Martin|Lufthansa|Lyft|Mailchimp|Maersk|Marriott|Mastercard
      McDonald's|McKinsey|Mercedes-Benz|Merck|Meta|Microsoft|Mirantis|MIT|MongoDB|Morgan Stanley|Mozilla|NASA|Nestlé|Netflix
      Netlify|New Relic|New York Times|NHS|Nike|Nintendo|Nissan|Nokia|Novartis|NTT|Nvidia|NVIDIA|Okta|OpenAI|Oracle|Orange
      PagerDuty|Palantir|Panasonic|PayPal|PepsiCo|Pfizer|Philips|Pinterest|Pivotal|Porsche|Procter & Gamble|Puma|PwC|Qualcomm
      Rackspace|Rakuten|Red Hat|Reddit|Renault|Reuters|Rolls-Royce|Roche|Ryanair|Salesforce|Samsung|Sanofi|SAP|Schneider Electric
      ServiceNow|Shell|Shopify|Siemens|Slack|Snap|Snowflake|SoftBank|Sony|SoundCloud|SpaceX|Splunk|Spotify|Square|Squarespace
      Stack Overflow|Stanford|Starbucks|Stripe|SUSE|T-Mobile|Target|Tata|TCS|Telefónica|Tencent|Tesla|Thales|Thomson Reuters
      TikTok|Toshiba|Toyota|TransUnion|Trello|Tripadvisor|Twilio|Twitter|Uber|UBS|Ubisoft|Unilever|United Airlines|UPS|Vercel
      Verizon|Visa|VMware|Vodafone|Volkswagen|Volvo|Walmart|Warner Bros|WeChat|Wells Fargo|Wikimedia|Wikipedia|Wipro|Workday
      World Bank|World Health Organization|Xiaomi|Yahoo|Yandex|Yelp|YouTube|Zalando|Zendesk|Zillow|Zoom|adidas
      """
    return Set(
      lines.split(whereSeparator: { $0 == "|" || $0.isNewline }).map { String(Substring($0).trimmingSpaces()) })
  }()

  /// Of the known names, those that are words of the language too.
  package static let ambiguous = set(
    "Amazon Apple Arm Elastic Line Meta Oracle Orange Shell Slack Snap Square Target Visa Zoom Ford Confluent")
}
