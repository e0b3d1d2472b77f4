"""Conferences and journals that papers near SSL go to: how the field writes each, and how comments spell it.

Acronyms are matched in capitals as given here (a trailing year may be glued to them); full names in any case.
"""

_ACRONYMS = """
AAAI AAMAS ACCV ACIIDS ACIVS ACL ACML ACSAC ACSSC AIED AISTATS ALT APSIPA ASE ASONAM ASPLOS ASRU ASSETS AVSS
BIBM BIBE BMVC BSN CCS CHI CHIIR CHIL CIKM CinC CLeaR CLEF CoLLAs CogSci COLING COLM COLT CoNEXT CoNLL CoRL CPAL
CSCW CVPR DAC DAFx DAGM DASFAA DCASE DCC DSAA EACL ECAI ECAL ECCV ECIR ECML EMBC EMNLP ESANN ESEC/FSE ESWC
EURASIP EUSIPCO EuroSys FAccT FG FPGA FSE FUSION GCPR GECCO GLOBECOM HPCA HRI ICANN ICASSP ICAPS ICC ICCAD ICCP
ICCV ICDAR ICDCS ICDE ICDM ICIAP ICIP ICLR ICMI ICML ICMLA ICME ICMR ICPR ICRA ICSE ICSME ICTAI ICWSM IGARSS
IJCAI IJCB IJCNLP IJCNN INFOCOM INTERSPEECH IPDPS IPMI IROS ISBI ISCA ISIT ISMB ISMIR ISSTA ISWC ITSC IUI KDD
LAK L4DC LoG LREC MICCAI MIDL ML4H MLHC MLSP MLSys MobiCom MobiSys MSR MWSCAS NAACL NDSS NeurIPS NIPS NSDI
ODYSSEY OSDI PAKDD PETS PLDI POPL PRICAI PRCV RecSys RoboCup RSS SANER SDM SenSys SIGCOMM SIGDIAL SIGGRAPH SIGIR
SIGMOD SLT SMC SODA SOSP SPAWC STOC FOCS TACAS TREC UAI UbiComp UIST USENIX VLDB VTC WACV WASPAA WSDM WWW TMLR
JMLR TPAMI PAMI T-PAMI IJCV TIP TNNLS TMM TCSVT TGRS TKDE TKDD TMI TBME JBHI TASLP TCYB TOIS TACL TOG TIFS TITS
T-ITS RA-L RAL T-RO TRO JSTARS GRSL TVCG TSP TOMM TIST TIM JAIR PNAS MedIA PRL DMKD CVIU IMWUT TNSRE TAFFC TPDS
TWC TIV TETCI
"""
ACRONYMS = frozenset(_ACRONYMS.split())

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
}

# Journals of the IEEE that go by an acronym.
_IEEE = """
TPAMI TIP TNNLS TMM TCSVT TGRS TKDE TMI TBME JBHI TASLP TCYB TIFS TITS RA-L T-RO JSTARS GRSL TVCG TSP TIM TWC TIV
"""
CANONICAL = {
    "NIPS": "NeurIPS",
    "INTERSPEECH": "Interspeech",
    "ODYSSEY": "Odyssey",
    "PAMI": "IEEE TPAMI",
    "T-PAMI": "IEEE TPAMI",
    "T-ITS": "IEEE TITS",
    "RAL": "IEEE RA-L",
    "TRO": "IEEE T-RO",
    "MedIA": "Medical Image Analysis",
    **{name: f"IEEE {name}" for name in _IEEE.split()},
}
