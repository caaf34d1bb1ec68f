namespace Candour.Engine.Screening;

/// <summary>What a word tells the detectors of identifiers.</summary>
[Flags]
internal enum Cue
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A month; the value is 1 to 12.</summary>
    Month = 1 << 0,

    /// <summary>A day of the week.</summary>
    Weekday = 1 << 1,

    /// <summary>A number in words; the value says which.</summary>
    Number = 1 << 2,

    /// <summary>A place in an order in words, such as third; the value says which.</summary>
    Ordinal = 1 << 3,

    /// <summary>The last word of a street's name, such as road.</summary>
    Street = 1 << 4,

    /// <summary>The first word of a street's name in Welsh, such as heol.</summary>
    StreetFirst = 1 << 5,

    /// <summary>A word that announces a telephone number.</summary>
    Phone = 1 << 6,

    /// <summary>A word that announces an NHS number, a CHI number or a health and care number.</summary>
    Nhs = 1 << 7,

    /// <summary>A word of orders, parcels, bills, tickets, books: the number beside it is theirs.</summary>
    Reference = 1 << 8,

    /// <summary>A word of clinical work.</summary>
    Clinical = 1 << 9,

    /// <summary>A word that hints at a person or at looking somebody up.</summary>
    Person = 1 << 10,

    /// <summary>A word that stands between an announcement and its number: number, no, is, the.</summary>
    Filler = 1 << 11,

    /// <summary>A word that announces a hospital number.</summary>
    Hospital = 1 << 12,

    /// <summary>A word that announces the number of a member of staff, a case or an incident.</summary>
    Staff = 1 << 13,

    /// <summary>A word of birth.</summary>
    Birth = 1 << 14,

    /// <summary>A unit of time: minute, hour, day.</summary>
    TimeUnit = 1 << 15,

    /// <summary>The last word of the name of a house or a block of flats.</summary>
    House = 1 << 16,

    /// <summary>A word that begins the name of a dwelling within a house: flat, apartment.</summary>
    Flat = 1 << 17,

    /// <summary>A word before which or after which a bed, a bay or a ward is named.</summary>
    Bed = 1 << 18,

    /// <summary>A word of vehicles and their plates.</summary>
    Vehicle = 1 << 19,

    /// <summary>A thing that can be years old without being anybody.</summary>
    Thing = 1 << 20,

    /// <summary>A measure: the number before it is neither a date nor an age nor a house.</summary>
    Unit = 1 << 21,

    /// <summary>A clinical place or profession: it says where, not that a patient is meant.</summary>
    Setting = 1 << 23,

    /// <summary>A word of everyday English that no street, plate or account is called.</summary>
    Common = 1 << 22,
}

/// <summary>What a word tells, and which number it stands for.</summary>
/// <param name="Cues">All that it may tell.</param>
/// <param name="Value">The month or the number, else 0.</param>
internal readonly record struct Lexeme(Cue Cues, int Value)
{
    public bool Is(Cue any) => (Cues & any) != 0;
}

/// <summary>Words that the detectors of identifiers look for, each looked up once for a text.</summary>
internal static class Lexicon
{
    private static readonly Dictionary<string, Lexeme> Words = Build();

    /// <summary>What a folded word tells.</summary>
    public static Lexeme Of(string folded) => folded.Length <= 18 && Words.TryGetValue(folded, out var found) ? found : default;

    private static Dictionary<string, Lexeme> Build()
    {
        var words = new Dictionary<string, Lexeme>(1600, StringComparer.Ordinal);
        AddValues(words, Cue.Month, 1, "january jan janurary januray janaury|february feb febuary feburary febraury|march mar|april apr aprl|may|june jun|july jul|"
            + "august aug agust|september sept sep septemeber setpember|october oct ocotber octobor|november nov novemeber|december dec decmber decemeber|"
            + "ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr");
        AddValues(words, Cue.Number, 0, "zero nought|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty");
        AddTens(words, Cue.Number, "thirty|forty fourty|fifty|sixty|seventy|eighty|ninety");
        AddValues(words, Cue.Ordinal, 1, "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|"
            + "eighteenth|nineteenth|twentieth");
        AddTens(words, Cue.Ordinal, "thirtieth");
        Add(words, Cue.Weekday, "monday tuesday wednesday thursday friday saturday sunday mon tues tue weds wed thurs thur thu fri sat sun mondays tuesdays wednesdays thursdays fridays saturdays sundays");
        Add(words, Cue.Street, "road rd street str st lane ln close avenue ave av drive crescent cres court ct place terrace grove gardens garden gdns square sq park hill rise view walk row "
            + "mews green end parade cottages villas wynd brae loan path vale mount approach yard wharf quay croft fold meadow meadows heights common bank nook drove esplanade promenade way "
            + "gate bridge side causeway vennel ginnel passage alley broadway bypass boulevard circus ridge dene dale field fields leas lea moor orchard paddock spinney copse");
        Add(words, Cue.StreetFirst, "heol ffordd stryd lon clos maes rhodfa parc rhes cwrt llys bryn tan pen allt");
        Add(words, Cue.Phone, "phone tel telephone mob mobile mobiles fax call calls called calling ring ringing rang rung text txt texting whatsapp cell landline number contact hotline helpline line dial switchboard "
            + "infoline callback voicemail sms ext extension bleep bleeper pager switch phoned phoning phones tele teleph");
        Add(words, Cue.Nhs, "nhs nhsno nhsnumber nhsnum nhsnumbers nhss chi chino hcn hscn nhsid nsh hns nhhs nhsn");
        Add(words, Cue.Reference, "order orders ordered parcel parcels ref refs reference references refno booking bookings booked ticket tickets raffle isbn isbns serial meter meters customer account accounts acct invoice invoices "
            + "policy tracking track tracked voucher vouchers lottery lotto sort iban card cards membership member loyalty nectar clubcard licence license subscription barcode sku model part batch lot asset "
            + "printer router imei warranty engineer job jobs claim quote delivery delivered courier evri hermes dpd yodel amazon ebay asos argos ikea tesco vinted etsy paypal flight flights ferry train "
            + "coach bus route book books textbook edition library paperback code codes pin password passcode coupon gas electric electricity energy water broadband wifi ticketmaster tombola prize winner winning "
            + "locker catalogue product item items isrc upc ean gtin po purchase supplier bank transfer paid payment payee sum total population shares followers views signatures petition raised refund return returns receipt donation radio pothole application degree scam caller uber permit zoom webinar strava fitbit garmin facebook playlist youtube spotify netflix xbox playstation nintendo steam discord odometer mileage betting odds coordinates latitude longitude pi digits prime equation maths sudoku calculator homework excel database api guid pallet fleet syndicate nsv requisition confirmation hashtag vacuum hoover kettle toaster budget cost costs worth salary certificate cert ppc prepayment exemption token tokens sim contract tenancy rent mortgage council uuid gcse exam candidate student university ucas module petition refno custref acc sn partno pn "
            + "stock parcelforce collect collection postage despatch dispatch consignment waybill awb mpan mprn smart appliance boiler washing machine fridge tv laptop phonecase firmware version build kickstarter crowdfunder "
            + "justgiving competition entry entries number10 pool bingo scratchcard premium bond bonds utr vat hmrc dvla parking pcn permit fine penalty charge charity helpdesk servicedesk inc incident log chassis "
            + "vin engine patent trademark doi pmid arxiv journal shipment shipping shipped package packages giftcard gift crypto wallet ledger hex checksum sample samples data dataset random test "
            + "postal mail freepost box crate pallet container reservation hotel holiday passport visa seat seats gig concert festival eventbrite railcard oyster season pass membershipno register till checkout");
        Add(words, Cue.Clinical, "patient patients pt pts px bloods blood ward wards dob referral referrals referred wristband wristbands allergies allergy allergic chart charts notes discharge discharged admission admitted admit clinic "
            + "clinics gp gps bay bays scan scans scanned xray xrays ct mri mdt handover handovers consultant triage resus theatre meds medication medications prescription prescriptions script scripts prescribed sats obs ecg echo "
            + "biopsy results result appointment appt appts outpatient outpatients inpatient inpatients hospital spine systmone emis rio epr emr pas lorenzo cerner epic carenotes dnar dnacpr tta ttas tto ttos nok diagnosis diagnosed dx hx "
            + "icu itu hdu ed maternity midwife midwives labour paeds paediatric oncology cardiology radiology histology pathology path micro swab swabs sample samples casenotes record records demographics bedboard whiteboard "
            + "vaccination vaccine jab jabs immunisation cervical smear smears screening maternal antenatal postnatal newborn neonatal mortuary deceased bleeding sepsis stroke dementia diabetes diabetic cancer chemo dialysis "
            + "surgery op operation preop postop anaesthetic nurse nurses doctor dr doctors physio crisis camhs section sectioned safeguarding carer pharmacy warfarin insulin drug drugs chemotherapy infusion cannula catheter "
            + "med registrar sho fy1 fy2 anaesthetist surgeon surgical ortho orthopaedics orthopaedic gynae obstetric cath clerked clerking bleeped chest fracture arrest cpr palliative hospice unwell poorly vomiting collapse seizure asthma copd uti infection covid mrsa wound dressing injection dose urine bm bms transfusion crossmatch inr trop troponin fbc crp cxr uss ultrasound endoscopy colonoscopy mammogram opd nkda haemolysed vetting vetted fall falls miscarriage pregnancy pregnant scanning ivig iv antibiotics abx eol anaemia frailty delirium pneumonia hernia hip tumour lymphoma leukaemia epilepsy phlebotomy phleb specimen specimens venflon sutures staples psych psychiatry liaison caseload casualty minors majors observations consent consented abdo pain painful appendix appendicitis absconding absconded overdose suicidal rash headache dizzy breathless hypo hypoxic jaundice diarrhoea constipated catheterised transfused intubated extubated ventilated sedated deteriorated died dietetics dietitian dietician salt slt refer refers therapy therapist dentist optician podiatry audiology ent urology renal resp respiratory cardiac gastro neuro neurology haem haematology ortho rheumatology dermatology derm oncologist cardiologist psychiatrist psychologist counselling obese bariatric amputation amputee burns scald sutured stitched sling plaster cast crutches wheelchair zimmer hoist continence incontinent stoma ulcer pressure sore cellulitis assessment assessments pathway pathways oxygen coroner letter letters care careplan wristbands stent pacemaker angio angiogram bypass transplant donor ivf nightsheet label labels request form sticker stickers addressograph ambulance paramedic transferred stepdown ae admissions bedded treated treatment");
        Add(words, Cue.Setting, "ward wards clinic clinics gp gps bay bays hospital theatre surgery nurse nurses doctor dr doctors pharmacy ambulance paramedic consultant midwife midwives ed ae icu itu hdu maternity labour paeds paediatric oncology "
            + "cardiology radiology pathology histology path resus physio registrar sho fy1 fy2 surgeon surgical ortho orthopaedics orthopaedic gynae minors majors crisis camhs hospice opd micro psych psychiatry liaison triage endoscopy phlebotomy "
            + "phleb handover handovers meds medication drug drugs sample samples request form sticker stickers label labels jab jabs vaccine antenatal postnatal neonatal mortuary cath operation section anaesthetist med");
        Add(words, Cue.Person, "babys mums dads ladys he she him her his hers hes shes lady ladies gent gentleman gentlemen mum dad mother father baby babies bloke chap woman man mr mrs miss ms born lookup look looked known system registered sister brother wife husband son daughter "
            + "kid child boy girl relative relatives traced trace pds surname forename initials name names belongs identify whose");
        Add(words, Cue.Filler, "number no num nos nr numb nbr numero id is was are the a an of on at to for in it its my our your their this that says said and or with under reads reading here has had being as");
        Add(words, Cue.Hospital, "hosp hsop hops hopsital hosptial hospital hospno mrn mrns pas unit patient pt px pts casenote casenotes notes cris accession rxr epr crn hn chart k-number");
        Add(words, Cue.Staff, "emp staff payroll employee assignment esr smartcard nmc gmc hcpc gphc gdc case incident datix crime cad caseno badge personnel registration pin ni nino insurance passport licence license");
        Add(words, Cue.Birth, "dob dobs born birth birthdate birthday bday dateofbirth dofb brn borm bron bonr borrn boorn bornn dbo odb dobb doob brith birht bith birthh bitrh birh yob");
        Add(words, Cue.TimeUnit, "minute minutes min mins hour hours hr hrs second seconds sec secs day days night nights week weeks wk wks month months mth mths year years yr yrs fortnight fortnights shift shifts decade decades o'clock");
        Add(words, Cue.House, "house cottage farm farmhouse lodge barn mill manor rectory vicarage hall grange bungalow villa villas court tower towers mansions point heights apartments building chambers gables croft stables coach firs elms");
        Add(words, Cue.Flat, "flat flt apartment apt apartments maisonette bedsit");
        Add(words, Cue.Bed, "bed bay ward room cubicle cubical cube theatre resus chair bedspace trolley sideroom");
        Add(words, Cue.Vehicle, "reg reggie registration plate plates numberplate numberplates car cars van vans vehicle lorry truck motorbike bike driver driving drove driven parked parking audi bmw ford fiesta focus corsa astra golf polo vw volkswagen "
            + "vauxhall nissan toyota mini tesla kia hyundai mercedes merc peugeot renault clio citroen skoda seat fiat honda mazda volvo jaguar rover landrover taxi cab minicab ambulance motor suv estate hatchback transit bonnet boot clamp clamped towed dvla ved mot");
        Add(words, Cue.Thing, "laptop computer pc building buildings house houses car cars van whisky whiskey wine cheese kit machine printer policy hospital ward wing boiler system systems equipment carpet sofa bed beds mattress mattresses chair phone "
            + "iphone software server servers scanner ct mri lift lifts tree trees dog dogs cat cats cats puppy puppies kitten horse horses pony fridge freezer kettle toaster microwave telly tv meme joke tweet post article study paper photo picture video song album film "
            + "trolley trolleys ambulance ambulances uniform scrubs shoes trainers boots tradition record mortgage loan lease roof bread milk sandwich pizza lasagne leftovers account website data drugs protocol guideline guidelines "
            + "debate argument problem issue row company business firm charity trust club team road bridge church tablets ink bag bike tyre tyres battery batteries monitor pump pumps hoist bleep pager key keyboard mouse email emails letter "
            + "ticket complaint backlog scandal promise contract vehicle vehicles bus lorry port single malt rum brandy infrastructure estate facility unit plan app vhs tape game console nokia jacket coat jumper jeans dress mug stethoscope scotch sushi curry soup stew rice chicken salad takeaway chips coffee cake fish meat eggs yoghurt textbook book news link links rota rotas spreadsheet document documents memo notice sign poster leaflet rule rules law act");
        Add(words, Cue.Unit, "mg mcg ml mls g kg units unit tabs tablets puffs drops miles mile km kms steps metres meters m ft foot feet inch inches cm mm litres litre pints pint percent pounds quid p stone lb lbs kcal calories bpm mmhg mmol degrees patients pts people staff "
            + "beds shifts jabs doses points goals marks times pence grand words mph k bn million billion thousand hundred deaths cases admissions attendances calls nurses doctors colleagues followers likes retweets weeks days hours mins minutes hrs months years yrs seconds pages "
            + "questions reps laps players teams members students applicants bags bottles cups slices pieces packs boxes kids children babies men women lads girls boys out");
        Add(words, Cue.Common, "love rant thoughts anyone everyone someone today tonight tomorrow yesterday thanks thank please pls lovely nice poor really so update honestly unpopular feeling today lol haha wow omg the and for are was has had not but you all any can her his him our out who why how now got get let put see two one too did its may off own say she use way yet ago ask bad big bit boy car cut day die due eat end far few fit fly fun gas god gun guy "
            + "hit hot job key kid lad law lay leg lie lot low mad man map men met mix mum dad net new nor odd oil old pay per pop pub ran raw red rid row run sad sat saw set sex sit six sky son sun tax tea ten tie tip top toy try van via war wet win won yes with from this that they them then than when "
            + "what were will your have been just more most much some such only over into also back down even good here like long look make many next once said same take tell time very want well went work after again about being could every first great never other right shift still their there these thing think "
            + "those three under until where which while would bus jab icu itu hdu aka ccu nhs ive im a an at by of on in to is it as so or if up we us be do go no my me he hi oh ok");
        return words;
    }

    private static void Add(Dictionary<string, Lexeme> words, Cue cue, string list)
    {
        foreach (var word in list.Split(' '))
        {
            Set(words, word, cue, 0);
        }
    }

    private static void AddValues(Dictionary<string, Lexeme> words, Cue cue, int first, string list)
    {
        var value = first;
        foreach (var group in list.Split('|'))
        {
            foreach (var word in group.Split(' '))
            {
                Set(words, word, cue, cue == Cue.Month ? ((value - 1) % 12) + 1 : value);
            }

            value++;
        }
    }

    private static void AddTens(Dictionary<string, Lexeme> words, Cue cue, string list)
    {
        var value = 30;
        foreach (var group in list.Split('|'))
        {
            foreach (var word in group.Split(' '))
            {
                Set(words, word, cue, value);
            }

            value += 10;
        }
    }

    private static void Set(Dictionary<string, Lexeme> words, string word, Cue cue, int value)
    {
        words.TryGetValue(word, out var known);
        words[word] = new(known.Cues | cue, value != 0 ? value : known.Value);
    }
}
