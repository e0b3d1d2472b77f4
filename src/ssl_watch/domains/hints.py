"""What hints at a research area and needs company: words that many areas use, and arXiv's own categories.

Written as in `vocabulary`. Categories are known for some papers only.
"""

# Words that many areas use: each counts half.
WEAK: dict[str, str] = {
    "image": """image | visual | vision | pixel | patch | jigsaw | vit | resnet | mim | scene | camera | coco
        | object | colorization | masked autoencoder | crop""",
    "video": """spatiotemporal | spatio-temporal | motion | frame | movie | clip-level | temporal coherence""",
    "depth": """depth | driving | vehicle | trajectory | odometry | stereo | geometric | monocular""",
    "point_cloud": """mesh | 3d | pose | geometry | voxel""",
    "remote": """aerial | spectral band | geographic | drone imagery""",
    "medical": """pathological | disorder | patient | clinical | diagnosis | disease | hospital | healthcare
        | health | anatomical | anatomy
        | microscopy | diagnostic""",
    "biosignals": """heart | murmur | physiological | neural activity | neuroscience | brain | cardiac | neuron""",
    "bio_chem": """gene | biological | compound | drug | biomedical | scientific""",
    "text_nlp": """text | language | sentence | word | textual | document | corpus | phrase | translation | glue
        | natural language | token | discourse | transformer language""",
    "llm_training": """llm | optimizer | corpus | tokenizer | language model | large language model""",
    "code": """program | software | developer | compiler""",
    "speech": """voice | phonetic | prosodic | accent""",
    "audio": """acoustic | spectrogram | listening""",
    "multimodal": """modality | caption | visual and language | visually grounded | vlm | captioning""",
    "graph": """node | topology | topological | edge | laplacian | relation prediction | molecular graph
        | neighborhood""",
    "recsys": """item | user | purchase | click""",
    "time_series": """temporal | signal | sensor | sequence | trajectory | spatio-temporal | periodic""",
    "tabular": """table | categorical | column | row""",
    "robotics_rl": """agent | policy | planning | exploration | navigation | control | reward | drone | environment
        | action | grasp | odometry | vehicle | localization | state representation""",
    "anomaly": """fault | normality | abnormal | detection of anomalies | irregularity""",
    "security": """privacy | security | adversarial | robustness | attack | adversary""",
    "agriculture": """food | plant | animal | leaf | soil | species""",
    "denoising": """noise | noisy | restoration | recovery | artifact""",
    "generation": """gan | generative | generation | synthesis | diffusion""",
    "human": """face | crowd | person | hand | body | human""",
    "science": """particle | materials | radar | physical | simulation | industrial""",
    "theory": """theory | theoretical | statistical | spectral | understanding | generalization | property | why
        | bound | risk | optimal | demystifying | analysis | invariance | analyzing""",
}

CATEGORIES: dict[str, tuple[str, ...]] = {
    "eess.AS": ("speech", "audio"),
    "cs.SD": ("audio", "speech"),
    "cs.CL": ("text_nlp",),
    "cs.IR": ("recsys",),
    "cs.RO": ("robotics_rl",),
    "cs.CR": ("security",),
    "cs.SE": ("code",),
    "cs.PL": ("code",),
    "cs.SI": ("graph",),
    "cs.CV": ("image",),
    "cs.MM": ("multimodal",),
    "cs.GR": ("point_cloud",),
    "cs.MA": ("robotics_rl",),
    "stat.TH": ("theory",),
    "math.ST": ("theory",),
    "cs.IT": ("theory",),
    "physics.med-ph": ("medical",),
    "q-bio.BM": ("bio_chem",),
    "q-bio.GN": ("bio_chem",),
    "q-bio.QM": ("bio_chem",),
    "q-bio.NC": ("biosignals",),
    "physics.chem-ph": ("bio_chem",),
    "cond-mat.mtrl-sci": ("science",),
    "hep-ex": ("science",),
    "hep-ph": ("science",),
    "physics.ao-ph": ("science",),
    "physics.geo-ph": ("science",),
    "astro-ph.IM": ("science",),
    "astro-ph.GA": ("science",),
    "astro-ph.CO": ("science",),
    "quant-ph": ("science",),
}
