/// Pages of one small newspaper in many languages and scripts, written for the tests: a text, and what stands around it.
struct LanguagePage: Sendable {
  var language: String
  /// What its old pages are encoded in.
  var charset: String
  var title: String
  var paragraphs: [String]
  /// Menu, sharing, cookies, related heading, related teaser, comments heading, a comment, small print.
  var menu: [String]
  var share: String
  var cookies: String
  var related: String
  var teasers: [String]
  var comments: String
  var comment: String
  var smallPrint: String

  /// All that is not text.
  var furniture: [String] { menu + [share, cookies, related, comments, comment, smallPrint] + teasers }

  static let all = [
    LanguagePage(
      language: "ar", charset: "windows-1256", title: "المرفأ القديم يعود إلى الحياة",
      paragraphs: [
        "أعيد بناء المرفأ بعد عاصفة ذلك الشتاء، ودفعت البلدة تكاليفه على مدى تسع سنوات طويلة.",
        "لم يحص أحد القوارب من قبل، فوضع القائمة الأولى كاتبان ومعلم مدرسة، وعملوا على ذلك شهرا كاملا.",
        "وجدوا واحدا وأربعين قاربا، سبعة منها جديدة، ودينا لم يرغب أحد في المكتب أن يتحمله.",
      ],
      menu: ["الرئيسية", "اقتصاد", "رياضة", "اتصل بنا"], share: "شارك",
      cookies: "يستخدم هذا الموقع ملفات تعريف الارتباط، ويمكنك قبولها.",
      related: "اقرأ أيضا", teasers: ["السوق يفتح أبوابه في الربيع", "بيع الطاحونة القديمة"], comments: "التعليقات",
      comment: "كنت هناك في تلك الليلة، ولم يكن الأمر كما كتبتم هنا أبدا.",
      smallPrint: "جميع الحقوق محفوظة لصحيفة المرفأ."),
    LanguagePage(
      language: "he", charset: "windows-1255", title: "הנמל הישן חוזר לחיים",
      paragraphs: [
        "הנמל נבנה מחדש אחרי הסערה של אותו חורף, והעיירה שילמה על כך במשך תשע שנים ארוכות.",
        "איש לא ספר את הסירות לפני כן, ולכן את הרשימה הראשונה ערכו שני פקידים ומורה אחד.",
        "הם מצאו ארבעים ואחת סירות, שבע מהן חדשות, וחוב שאיש במשרד לא רצה לקחת על עצמו.",
      ],
      menu: ["דף הבית", "כלכלה", "ספורט", "צור קשר"], share: "שתפו",
      cookies: "אתר זה משתמש בקובצי cookie, ואפשר לאשר אותם כאן.",
      related: "קראו גם", teasers: ["השוק ייפתח באביב", "הטחנה הישנה נמכרה"], comments: "תגובות",
      comment: "הייתי שם באותו לילה, וזה בכלל לא היה כמו שכתבתם.", smallPrint: "כל הזכויות שמורות לעיתון הנמל."),
    LanguagePage(
      language: "hi", charset: "utf-8", title: "पुराना बंदरगाह फिर बना",
      paragraphs: [
        "उस सर्दी के तूफ़ान के बाद बंदरगाह फिर से बनाया गया, और कस्बे ने नौ लंबे साल तक उसका खर्च उठाया।",
        "पहले किसी ने नावें नहीं गिनी थीं, इसलिए पहली सूची दो क्लर्कों और एक अध्यापक ने बनाई।",
        "उन्हें इकतालीस नावें मिलीं, जिनमें सात नई थीं, और एक कर्ज़ जिसे दफ़्तर में कोई अपना नहीं मानता था।",
      ],
      menu: ["होम", "कारोबार", "खेल", "संपर्क करें"], share: "शेयर करें", cookies: "यह साइट cookie का उपयोग करती है, आप इन्हें स्वीकार कर सकते हैं।",
      related: "यह भी पढ़ें", teasers: ["बाज़ार वसंत में खुलेगा", "पुरानी चक्की बिक गई"], comments: "टिप्पणियाँ",
      comment: "मैं उस रात वहाँ था, और जैसा आपने लिखा है वैसा कुछ नहीं था।", smallPrint: "सर्वाधिकार सुरक्षित, बंदरगाह समाचार।"),
    LanguagePage(
      language: "th", charset: "windows-874", title: "ท่าเรือเก่ากลับมามีชีวิต",
      paragraphs: [
        "ท่าเรือถูกสร้างขึ้นใหม่หลังพายุในฤดูหนาวปีนั้น และเมืองต้องจ่ายค่าก่อสร้างนานถึงเก้าปีเต็ม โดยไม่มีใครช่วยเหลือ",
        "ก่อนหน้านั้นไม่เคยมีใครนับเรือมาก่อน รายชื่อชุดแรกจึงทำโดยเสมียนสองคนกับครูหนึ่งคนซึ่งใช้เวลาทั้งเดือน",
        "พวกเขาพบเรือสี่สิบเอ็ดลำ เป็นเรือใหม่เจ็ดลำ และหนี้ก้อนหนึ่งที่ไม่มีใครในสำนักงานอยากรับเป็นเจ้าของ",
      ],
      menu: ["หน้าแรก", "เศรษฐกิจ", "กีฬา", "ติดต่อเรา"], share: "แชร์", cookies: "เว็บไซต์นี้ใช้ cookie ท่านสามารถยอมรับได้ที่นี่",
      related: "ข่าวที่เกี่ยวข้อง", teasers: ["ตลาดจะเปิดในฤดูใบไม้ผลิ", "โรงสีเก่าถูกขายแล้ว"], comments: "ความคิดเห็น",
      comment: "คืนนั้นผมอยู่ที่นั่น และมันไม่เหมือนที่คุณเขียนเลย", smallPrint: "สงวนลิขสิทธิ์ หนังสือพิมพ์ท่าเรือ"),
    LanguagePage(
      language: "zh-Hans", charset: "gbk", title: "老码头重新开放",
      paragraphs: [
        "那年冬天的风暴过后，码头得到重建，全镇为此整整付了九年的钱，直到去年春天才还清最后一笔。",
        "以前从来没有人数过船，所以第一份名单是由两名职员和一位小学老师一起整理出来的，花了一个月。",
        "他们一共找到四十一条船，其中七条是新的，还有一笔办公室里谁都不愿意承认的旧债。",
      ],
      menu: ["首页", "财经", "体育", "联系我们"], share: "分享到", cookies: "本网站使用cookie，您可以在这里接受。",
      related: "相关阅读", teasers: ["市场将在春天开张", "老磨坊已经卖掉"], comments: "网友评论",
      comment: "那天晚上我就在那里，事情完全不是你们写的那样。", smallPrint: "版权所有，码头日报社，未经许可不得转载。"),
    LanguagePage(
      language: "zh-Hant", charset: "big5", title: "老碼頭重新開放",
      paragraphs: [
        "那年冬天的風暴過後，碼頭得到重建，全鎮為此整整付了九年的錢，直到去年春天才還清最後一筆。",
        "以前從來沒有人數過船，所以第一份名單是由兩名職員和一位小學老師一起整理出來的，花了一個月。",
        "他們一共找到四十一條船，其中七條是新的，還有一筆辦公室裡誰都不願意承認的舊債。",
      ],
      menu: ["首頁", "財經", "體育", "聯絡我們"], share: "分享", cookies: "本網站使用cookie，您可以在這裡接受。",
      related: "延伸閱讀", teasers: ["市場將在春天開張", "老磨坊已經賣掉"], comments: "留言",
      comment: "那天晚上我就在那裡，事情完全不是你們寫的那樣。", smallPrint: "版權所有，碼頭日報社，未經許可不得轉載。"),
    LanguagePage(
      language: "ja", charset: "shift_jis", title: "古い港がよみがえる",
      paragraphs: [
        "その冬の嵐のあと港は建て直され、町は九年という長い年月をかけてその費用を払い続けた。",
        "それまで船を数えた人はいなかったので、最初の名簿は二人の書記と一人の教師が作った。",
        "見つかった船は四十一隻、そのうち七隻は新しく、役場の誰も引き受けたがらない借金もあった。",
      ],
      menu: ["ホーム", "経済", "スポーツ", "お問い合わせ"], share: "シェアする", cookies: "当サイトはクッキーを使用しています。ここで同意できます。",
      related: "関連記事", teasers: ["市場は春に開く", "古い水車が売られた"], comments: "コメント",
      comment: "あの夜わたしはそこにいましたが、書かれているのとはまったく違いました。", smallPrint: "港新聞社 無断転載を禁じます。"),
    LanguagePage(
      language: "ko", charset: "euc-kr", title: "옛 항구가 다시 열리다",
      paragraphs: [
        "그해 겨울 폭풍이 지나간 뒤 항구는 다시 지어졌고, 마을은 아홉 해 동안 그 비용을 갚아 나갔다.",
        "그때까지 배를 세어 본 사람이 없었기 때문에 첫 명부는 서기 두 명과 교사 한 명이 만들었다.",
        "그들이 찾아낸 배는 마흔한 척이었고, 그 가운데 일곱 척은 새것이었으며 아무도 떠맡으려 하지 않는 빚도 있었다.",
      ],
      menu: ["홈", "경제", "스포츠", "문의하기"], share: "공유하기", cookies: "이 사이트는 쿠키를 사용하며, 여기에서 동의할 수 있습니다.",
      related: "관련 기사", teasers: ["시장은 봄에 문을 연다", "옛 방앗간이 팔렸다"], comments: "댓글",
      comment: "그날 밤 저도 거기 있었는데, 기사와는 전혀 달랐습니다.", smallPrint: "항구신문, 무단 전재 및 재배포 금지."),
    LanguagePage(
      language: "ru", charset: "windows-1251", title: "Старая гавань снова открыта",
      paragraphs: [
        "Гавань отстроили после бури той зимы, и город расплачивался за неё девять долгих лет.",
        "Раньше лодки никто не считал, поэтому первый список составили два писаря и школьный учитель.",
        "Они нашли сорок одну лодку, семь из них новых, и долг, который никто в конторе не хотел признавать своим.",
      ],
      menu: ["Главная", "Экономика", "Спорт", "Контакты"], share: "Поделиться",
      cookies: "Этот сайт использует файлы cookie, вы можете принять их здесь.",
      related: "Читайте также", teasers: ["Рынок откроется весной", "Старая мельница продана"], comments: "Комментарии",
      comment: "Я был там в ту ночь, и всё было совсем не так, как вы пишете.",
      smallPrint: "Все права защищены, газета «Гавань»."),
    LanguagePage(
      language: "el", charset: "iso-8859-7", title: "Το παλιό λιμάνι ανοίγει ξανά",
      paragraphs: [
        "Το λιμάνι ξαναχτίστηκε μετά την καταιγίδα εκείνου του χειμώνα, και η πόλη το πλήρωνε εννέα ολόκληρα χρόνια.",
        "Κανείς δεν είχε μετρήσει τις βάρκες πριν, γι' αυτό την πρώτη λίστα την έκαναν δύο γραφείς και ένας δάσκαλος.",
        "Βρήκαν σαράντα μία βάρκες, επτά από αυτές καινούργιες, και ένα χρέος που κανείς δεν ήθελε να αναγνωρίσει.",
      ],
      menu: ["Αρχική", "Οικονομία", "Αθλητικά", "Επικοινωνία"], share: "Κοινοποίηση",
      cookies: "Ο ιστότοπος χρησιμοποιεί cookie, μπορείτε να τα αποδεχτείτε εδώ.",
      related: "Διαβάστε επίσης", teasers: ["Η αγορά ανοίγει την άνοιξη", "Πουλήθηκε ο παλιός μύλος"],
      comments: "Σχόλια",
      comment: "Ήμουν εκεί εκείνη τη νύχτα, και δεν ήταν καθόλου όπως τα γράφετε.",
      smallPrint: "Με επιφύλαξη παντός δικαιώματος, εφημερίδα Λιμάνι."),
    LanguagePage(
      language: "tr", charset: "iso-8859-9", title: "Eski liman yeniden açıldı",
      paragraphs: [
        "Liman o kışın fırtınasından sonra yeniden inşa edildi ve kasaba bunun bedelini dokuz uzun yıl boyunca ödedi.",
        "Daha önce tekneleri kimse saymamıştı, bu yüzden ilk listeyi iki kâtip ile bir öğretmen hazırladı.",
        "Kırk bir tekne buldular, yedisi yeniydi, bir de dairede kimsenin üstlenmek istemediği bir borç vardı.",
      ],
      menu: ["Ana Sayfa", "Ekonomi", "Spor", "İletişim"], share: "Paylaş",
      cookies: "Bu sitede çerez kullanılır, buradan kabul edebilirsiniz.",
      related: "İlgili haberler", teasers: ["Çarşı ilkbaharda açılıyor", "Eski değirmen satıldı"], comments: "Yorumlar",
      comment: "O gece ben de oradaydım, hiç de yazdığınız gibi değildi.",
      smallPrint: "Tüm hakları saklıdır, Liman gazetesi."),
    LanguagePage(
      language: "vi", charset: "utf-8", title: "Bến cảng cũ mở cửa trở lại",
      paragraphs: [
        "Bến cảng được xây lại sau cơn bão mùa đông năm ấy, và thị trấn phải trả tiền cho nó suốt chín năm dài.",
        "Trước đó chưa ai đếm thuyền, vì thế danh sách đầu tiên do hai thư ký và một thầy giáo lập ra.",
        "Họ tìm thấy bốn mươi mốt chiếc thuyền, bảy chiếc còn mới, và một món nợ không ai trong văn phòng muốn nhận.",
      ],
      menu: ["Trang chủ", "Kinh tế", "Thể thao", "Liên hệ"], share: "Chia sẻ",
      cookies: "Trang này dùng cookie, bạn có thể chấp nhận tại đây.",
      related: "Tin liên quan", teasers: ["Chợ sẽ mở vào mùa xuân", "Cối xay cũ đã bán"], comments: "Bình luận",
      comment: "Đêm đó tôi có mặt ở đấy, và mọi việc không hề như các bạn viết.",
      smallPrint: "Giữ bản quyền, báo Bến Cảng."),
  ]
}
