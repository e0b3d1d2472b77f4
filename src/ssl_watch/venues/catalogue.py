"""Conferences and journals that papers near SSL go to: how the field writes each, and how comments spell it.

Acronyms are matched in capitals as given here (a trailing year may be glued to them); full names in any case.
"""

_ACRONYMS = """
AAAI AACL AAMAS ACCV ACIIDS ACIVS ACL ACML ACMMM ACSAC ACSSC ADMA AIED AIES AISTATS ALIFE ALT APSIPA ASE ASONAM ASPLOS
ASRU ASSETS AutoML AVSS BIBE BIBM BICOB BigData BMVC BSN CAIP CASE CCS CDC CEC CGO CHI CHIIR CHIL CIDR CIKM CinC CLeaR
CLEF CLVL CoG CogSci COLING CoLLAs COLM COLT CoNEXT CoNLL CoRL CPAL CSCW CVIU CVPR DAC DAFx DAGM DASFAA DATE DCASE DCC
DEXA DMKD DSAA DSN EAAI EACL EAMT ECAI ECAL ECC ECCV ECCVW ECIR ECML ECOOP EDBT EDM EMBC EMNLP ESANN ESEC/FSE ESWC
EuroSys EuroVis EUSIPCO EWSN FAccT FDG FG FOCS FOGA FPGA FSE FUSION FUZZ-IEEE GCPR GECCO GlobalSIP GLOBECOM GRSL
HotNets HotOS HPCA HRI Humanoids IAAI ICAART ICAIL ICAISC ICANN ICAPS ICASSP ICC ICCAD ICCC ICCP ICCV ICDAR ICDCS ICDE
ICDM ICDT ICECS ICFP ICIAP ICIAR ICIP ICLR ICMC ICME ICMI ICML ICMLA ICMR ICONIP ICPR ICPRAM ICRA ICS ICSE ICSME ICTAI
ICTIR ICUAS ICWSM IEEEVR IGARSS IJCAI IJCB IJCNLP IJCNLP-AACL IJCNN IJCV IMC IMWUT INFOCOM INLG INTERSPEECH IPDPS IPMI
IPSN IROS ISBI ISCA ISCAS ISER ISIT ISMAR ISMB ISMIR ISPASS ISPRS ISRR ISSTA ISWC ITSC IUI IVA IWSLT JAIR JBHI JMLR
JOSS JSTARS JURIX KDD KES L4DC LAK LoG LRE LREC LREC-COLING MedIA MICCAI MICRO MIDL ML4H MLHC MLSP MLSys MMM MobiCom
MobiHoc MobiSys MSR MTSummit MWSCAS NAACL NDSS NeurIPS NIME NIPS NSDI ODYSSEY OOPSLA OSDI PacificVis PAKDD PAMI PEARC
PerCom PETS PIMRC PLDI PNAS PODS POPL PPoPP PPSN PRCV PRICAI PRL RA-L RAID RAL RECOMB RecSys RO-MAN RoboCup ROMAN RSS
SANER SC SDM SECON SemEval SenSys SIGCOMM SIGCSE SIGDIAL SIGGRAPH SIGIR SIGKDD SIGMOD SIGSPATIAL SLT SMC SODA SOSP
SPAWC SPL SSDBM SSW STOC T-ITS T-PAMI T-RO TACAS TACL TAFFC TAI TASLP TBME TCDS TCI TCSVT TCYB TETCI TGRS THMS TIFS
TII TIM TIP TITS TIV TKDD TKDE TMI TMLR TMM TNNLS TNSM TNSRE TOG TOIS TOMM TON TOSEM TPAMI TPDS TREC TRO TSE TSMC TSP
TVCG TWC TWEB UAI UbiComp UIST USENIX VISAPP VISIGRAPP VLDB VTC WACV WAFR WASPAA WCCI WISE WMT WSDM WWW
"""
# Also English words, or letters that mean much else: they count only with a year or in a name's company.
ACRONYMS = frozenset(_ACRONYMS.split()) - {"SC", "CASE", "DATE", "WISE", "ICS", "CEC", "SPL", "SSW", "TAI", "TON"}

# What a comment writes in other ways: the pattern's name in the field.
SPELLINGS = {
    "nips": "NeurIPS",
    "neurips": "NeurIPS",
    "neural information processing systems": "NeurIPS",
    "interspeech": "Interspeech",
    "computer vision and pattern recognition": "CVPR",
    "international conference on computer vision": "ICCV",
    "european conference on computer vision": "ECCV",
    "international conference on machine learning": "ICML",
    "international conference on learning representations": "ICLR",
    "winter conference on applications of computer vision": "WACV",
    "asian conference on computer vision": "ACCV",
    "british machine vision conference": "BMVC",
    "empirical methods in natural language processing": "EMNLP",
    "association for computational linguistics": "ACL",
    "transactions of the association for computational linguistics": "TACL",
    "north american chapter of the association for computational linguistics": "NAACL",
    "european chapter of the association for computational linguistics": "EACL",
    "international conference on computational linguistics": "COLING",
    "computational natural language learning": "CoNLL",
    "knowledge discovery and data mining": "KDD",
    "medical image computing and computer": "MICCAI",
    "medical imaging with deep learning": "MIDL",
    "artificial intelligence and statistics": "AISTATS",
    "uncertainty in artificial intelligence": "UAI",
    "acoustics, speech and signal processing": "ICASSP",
    "acoustics, speech, and signal processing": "ICASSP",
    "acoustics speech and signal processing": "ICASSP",
    "automatic speech recognition and understanding": "ASRU",
    "spoken language technology workshop": "SLT",
    "international conference on image processing": "ICIP",
    "international conference on pattern recognition": "ICPR",
    "international conference on multimedia and expo": "ICME",
    "international symposium on biomedical imaging": "ISBI",
    "information processing in medical imaging": "IPMI",
    "international conference on data mining": "ICDM",
    "international conference on data engineering": "ICDE",
    "information and knowledge management": "CIKM",
    "web search and data mining": "WSDM",
    "aaai conference on artificial intelligence": "AAAI",
    "society for music information retrieval": "ISMIR",
    "european conference on artificial intelligence": "ECAI",
    "european conference on machine learning": "ECML",
    "geoscience and remote sensing symposium": "IGARSS",
    "human factors in computing systems": "CHI",
    "machine learning for healthcare": "MLHC",
    "conference on language modeling": "COLM",
    "lifelong learning agents": "CoLLAs",
    "proceedings of science": "Proceedings of Science",
    "the web conference": "WWW",
    "robotics and automation letters": "IEEE RA-L",
    "international conference on robotics and automation": "ICRA",
    "intelligent robots and systems": "IROS",
    "robotics: science and systems": "RSS",
    "conference on robot learning": "CoRL",
    "transactions on pattern analysis and machine intelligence": "IEEE TPAMI",
    "transactions on medical imaging": "IEEE TMI",
    "transactions on image processing": "IEEE TIP",
    "transactions on neural networks and learning systems": "IEEE TNNLS",
    "transactions on geoscience and remote sensing": "IEEE TGRS",
    "transactions on knowledge and data engineering": "IEEE TKDE",
    "transactions on multimedia": "IEEE TMM",
    "transactions on circuits and systems for video technology": "IEEE TCSVT",
    "transactions on machine learning research": "TMLR",
    "journal of machine learning research": "JMLR",
    "international journal of computer vision": "IJCV",
    "medical image analysis": "Medical Image Analysis",
    "journal of biomedical and health informatics": "IEEE JBHI",
    "international joint conference on neural networks": "IJCNN",
    "international joint conference on artificial intelligence": "IJCAI",
    "proceedings of the acm on human-computer interaction": "Proceedings of the ACM on Human-Computer Interaction",
    "international conference on software engineering": "ICSE",
    "image analysis and processing": "ICIAP",
    "computing in cardiology": "CinC",
    "acm multimedia": "ACM MM",
    "acm mm": "ACM MM",
    "siggraph asia": "SIGGRAPH Asia",
    "3dv": "3DV",
    "pattern recognition letters": "Pattern Recognition Letters",
    "pattern recognition": "Pattern Recognition",
    "neurocomputing": "Neurocomputing",
    "neural networks journal": "Neural Networks",
    "scientific reports": "Scientific Reports",
    "nature communications": "Nature Communications",
    "nature machine intelligence": "Nature Machine Intelligence",
    "expert systems with applications": "Expert Systems with Applications",
    "knowledge-based systems": "Knowledge-Based Systems",
    "information fusion": "Information Fusion",
    "ieee access": "IEEE Access",
    "signal processing letters": "IEEE SPL",
    "ieee trans. pattern anal": "IEEE TPAMI",
    "ieee trans. med. imag": "IEEE TMI",
    "ieee trans. image process": "IEEE TIP",
    "ieee trans. neural netw": "IEEE TNNLS",
    "ieee trans. geosci": "IEEE TGRS",
    "ieee trans. knowl": "IEEE TKDE",
    "ieee trans. multimedia": "IEEE TMM",
    "transactions on audio, speech, and language processing": "IEEE TASLP",
    "transactions on audio, speech and language processing": "IEEE TASLP",
    "transactions on biomedical engineering": "IEEE TBME",
    "transactions on robotics": "IEEE T-RO",
    "transactions on signal processing": "IEEE TSP",
    "transactions on cybernetics": "IEEE TCYB",
    "transactions on intelligent transportation systems": "IEEE TITS",
    "med. image anal": "Medical Image Analysis",
    "int. j. comput. vis": "IJCV",
    "j. mach. learn. res": "JMLR",
    "adv. neural inf": "NeurIPS",
    "nat. commun": "Nature Communications",
    "nat. mach. intell": "Nature Machine Intelligence",
    "sci. rep": "Scientific Reports",
    "pattern recognit. lett": "Pattern Recognition Letters",
    "proceedings of the national academy of sciences": "PNAS",
    "proc. natl. acad": "PNAS",
    "journal of artificial intelligence research": "JAIR",
    "npj digital medicine": "npj Digital Medicine",
    "computer vision and image understanding": "CVIU",
    "computers in biology and medicine": "Computers in Biology and Medicine",
    "biomedical signal processing and control": "Biomedical Signal Processing and Control",
    "engineering applications of artificial intelligence": "Engineering Applications of Artificial Intelligence",
    "machine learning: science and technology": "Machine Learning: Science and Technology",
    "remote sensing of environment": "Remote Sensing of Environment",
    "frontiers in artificial intelligence": "Frontiers in Artificial Intelligence",
    "journal of open source software": "JOSS",
}

# Journals of the IEEE that go by an acronym.
_IEEE = """
GRSL JBHI JSTARS RA-L T-RO TAFFC TASLP TBME TCDS TCI TCSVT TCYB TGRS THMS TIFS TII TIM TIP TITS TIV TKDE TMI TMM TNNLS
TPAMI TSMC TSP TVCG TWC
"""
CANONICAL = {
    "NIPS": "NeurIPS",
    "INTERSPEECH": "Interspeech",
    "ODYSSEY": "Odyssey",
    "SPL": "IEEE SPL",
    "GLOBECOM": "Globecom",
    "ECCVW": "ECCV",
    "ROMAN": "RO-MAN",
    "SIGKDD": "KDD",
    "ACMMM": "ACM MM",
    "PAMI": "IEEE TPAMI",
    "T-PAMI": "IEEE TPAMI",
    "T-ITS": "IEEE TITS",
    "RAL": "IEEE RA-L",
    "TRO": "IEEE T-RO",
    "MedIA": "Medical Image Analysis",
    **{name: f"IEEE {name}" for name in _IEEE.split()},
}
