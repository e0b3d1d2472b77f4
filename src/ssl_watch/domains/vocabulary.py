"""The words of each research area: strong ones say it alone, weak ones need company.

Phrases are written as `ssl_watch.phrases` reads them, separated by bars. A phrase may stand under several areas
(“medical image” is none of `image`'s, “RGB-D point cloud” is two areas'). `CATEGORIES` are arXiv's own, which are
known for some papers only and never decide alone.
"""

from ssl_watch.phrases import Phrasebook

STRONG: dict[str, str] = {
    "image": """image classification | object detection | semantic segmentation | visual representation | imagenet
        | vision transformer | image representation | computer vision | instance segmentation | image recognition
        | visual recognition | convolutional neural network | masked image modeling | natural image
        | image retrieval | visual feature | visual pre-training | object recognition | visual self-supervised
        | cifar-10 | event camera | fine-grained visual | scene text | image encoder | object discovery
        | image-level | vision foundation model | image augmentation | keypoint | visual correspondence
        | image matching""",
    "video": """video | action recognition | kinetics-400 | ucf101 | hmdb51 | video representation
        | temporal action | optical flow | video understanding | action segmentation | egocentric | visual tracking
        | object tracking | skeleton-based action | skeleton-based action recognition | something-something
        | crowd scene | crowd counting | skeleton action | action detection | skeleton | skeleton sequence
        | audio-visual | video representation learning | videomae""",
    "depth": """depth estimation | monocular depth | self-supervised depth | ego-motion | autonomous driving
        | kitti | stereo matching | visual odometry | depth map | depth prediction | self-driving
        | autonomous vehicle | bird's eye view | scene flow | depth completion | occupancy prediction
        | driving scene | lane detection | nuscenes | traffic scene | trajectory prediction | motion forecasting
        | stereo depth""",
    "point_cloud": """point cloud | lidar | 3d object detection | 3d shape | 3d point | 3d scene | modelnet40
        | shapenet | scannet | neural radiance field | nerf | 3d reconstruction | 3d representation
        | 3d understanding | 6dof pose | 6d pose | 6dof | object pose | 3d vision | gaussian splatting
        | novel view synthesis | multi-view stereo | implicit surface | point-based""",
    "remote": """remote sensing | satellite | hyperspectral | earth observation | synthetic aperture radar
        | sar image | polsar | sentinel-2 | sentinel-1 | aerial image | geospatial | land cover | aerial imagery
        | multispectral | satellite imagery | overhead imagery | land use | change detection | topography""",
    "medical": """medical image | medical imaging | mri | computed tomography | ct scan | ct image | x-ray
        | chest x-ray | radiology | histopathology | pathology | whole slide image | ultrasound | endoscopic
        | endoscopy | retinal | fundus | diabetic retinopathy | lesion | tumor segmentation | radiograph
        | magnetic resonance | mammography | surgical | lung nodule | cancer | medical | dermatology | skin lesion
        | echocardiography | covid-19 | optical coherence tomography | brain tumor | electronic health record
        | histology""",
    "biosignals": """heart beat | heart murmur | eeg | ecg | electroencephalography | electroencephalogram
        | electrocardiogram
        | electrocardiography | emg | ppg | photoplethysmography | physiological signal | biosignal | sleep staging
        | wearable | heart sound | phonocardiogram | human activity recognition | brain signal | fmri
        | neural recording | bci | brain-computer interface | sleep stage | heart rate | accelerometer
        | polysomnography | seizure | heartbeat | neural population | biomedical signal
        | activity recognition using sensors | inertial sensor | cardiac signal | intracranial""",
    "bio_chem": """protein | molecule | molecular | drug discovery | genomic | dna | rna | single-cell
        | gene expression | molecular property | drug-target | drug-drug | chemical | chemistry | smiles
        | amino acid | antibody | protein language model | cell type | transcriptomics | crystal | retrosynthesis
        | molecular graph | binding affinity | bioinformatics | proteomics | biological sequence | enzyme
        | mass spectrometry | biology | molecular pre-training""",
    "text_nlp": """language pre-training | masked language modeling | causal language modeling
        | natural language processing | sentence embedding | sentence representation | bert
        | text classification | nlp | question answering | machine translation | named entity | summarization
        | paraphrase | sentiment analysis | dialogue | language understanding | text representation
        | dense retrieval | word embedding | relation extraction | passage retrieval | cross-lingual | multilingual
        | text generation | topic modeling | semantic textual similarity | linguistic | information retrieval
        | roberta | entity linking | language representation | natural language inference | knowledge base""",
    "llm_training": """llm training | training llms | memory-efficient training | language model pre-training
        | pre-training language models | training large language models | pre-training of large language models
        | instruction tuning | parameter-efficient fine-tuning | optimizer state | language pre-training
        | pre-training corpus | next-token prediction | scaling law | language model training | fine-tuning llms
        | preference optimization | low-rank adaptation | masked language modeling
        | pre-training of language models | training language models | rlhf
        | reinforcement learning from human feedback | pre-training data | continual pre-training""",
    "code": """source code | code understanding | code search | code generation | code representation
        | program repair | vulnerability detection | software engineering | programming language
        | code summarization | code retrieval | binary code | code intelligence | clone detection
        | software vulnerability | bug detection | code graph | smart contract | abstract syntax tree
        | code completion | code model""",
    "speech": """speech | speaker verification | asr | automatic speech recognition | utterance | speaker | wav2vec
        | hubert | wavlm | librispeech | phoneme | spoken language | keyword spotting | voice conversion | spoken
        | superb | speech enhancement | dysarthric | speaker recognition | text-to-speech | deepfake speech
        | diarization""",
    "audio": """audio | music | sound event | acoustic scene | audio classification | audio representation
        | environmental sound | music information retrieval | audioset | audio tagging | sound | musical
        | bioacoustic | audio signal | sound source | source separation | music tagging | melody | audio encoder
        | bird sound | heart sound | audio-visual""",
    "multimodal": """multimodal | multi-modal | vision-language | vision and language | image-text | clip
        | cross-modal | audio-visual | text-video | video-text | visual question answering | text-to-image
        | image captioning | vision-language model | text-image | language-image | audio-text | visual-language
        | language-audio | multimodality | visual and textual | image and text | images and text | video and audio
        | visual and audio | contrastive language image pre-training | visual grounding | mllm | cross-modality
        | vision-and-language | inter-modal | image-to-text | vision language | videobert""",
    "graph": """graph | gnn | graph neural network | node classification | graph contrastive learning
        | link prediction | graph representation | heterogeneous graph | knowledge graph | node representation
        | graph classification | graph convolutional network | graph-level | community detection | node embedding
        | homophily | heterophily | graph clustering | message passing | hypergraph | metapath | graph transformer
        | network embedding | graph-structured | subgraph | molecular graph | heterogeneous network
        | graph pre-training""",
    "recsys": """recommendation | recommender | recommender system | collaborative filtering
        | sequential recommendation | click-through rate | user-item | user behavior | user modeling | cold-start
        | ctr prediction | user interest | user preference | next item | implicit feedback | session-based
        | user representation | e-commerce""",
    "time_series": """time series | time-series | forecasting | multivariate time series
        | spatio-temporal forecasting | temporal data | traffic forecasting | sensor data | timeseries
        | irregularly sampled | spatiotemporal forecasting | traffic prediction | time series classification
        | time series forecasting | fault diagnosis | imputation | remaining useful life | traffic flow
        | financial time | time-series anomaly | multivariate time-series | spatio-temporal data""",
    "tabular": """tabular | tabular data | gradient boosting | tabular representation | xgboost
        | categorical feature | relational database | heterogeneous feature | structured data""",
    "robotics_rl": """reinforcement learning | robot | robotic | robotics | manipulation | policy learning
        | imitation learning | visuomotor | grasping | world model | atari | deepmind control | embodied
        | model-based rl | offline rl | skill discovery | intrinsic motivation | curiosity | robot learning
        | locomotion | sim-to-real | continuous control | visual control | rl | slam | place recognition | tactile
        | robot manipulation | object manipulation | visual odometry | motion planning | game""",
    "anomaly": """crowd anomaly | fruit anomaly | atypical | anomaly detection | anomaly
        | out-of-distribution detection | novelty detection
        | outlier detection | one-class | defect detection | business process | event log | process mining
        | fault detection | anomalous | industrial inspection | log anomaly | anomaly localization
        | predictive process | fraud detection | mvtec | outlier""",
    "security": """backdoor | adversarial attack | malware | intrusion detection | hardware trojan
        | deepfake detection | membership inference | poisoning attack | network traffic | encrypted traffic
        | data poisoning | spoofing | anti-spoofing | watermark | deepfake | phishing | cybersecurity
        | model stealing | adversarial robustness | differential privacy | trojan | fake audio | forgery detection
        | model extraction | adversarial training | adversarial example | face forgery | poisoning | fake speech""",
    "agriculture": """agriculture | agricultural | crop | plant disease | fruit | precision agriculture | livestock
        | crop type | weed | farming | harvest | phenotyping | leaf disease | farm | greenhouse | wildlife | wheat""",
    "denoising": """denoising | image denoising | inverse problem | super-resolution | deblurring
        | image restoration | noise2noise | noise2void | noise2self | blind-spot network | image reconstruction
        | mri reconstruction | deraining | dehazing | inpainting | compressed sensing | low-light | declipping
        | signal recovery | undersampled | reconstruction from | deep image prior | noise removal | noisy image
        | denoiser | low-dose | equivariant imaging | blind-spot | demosaicing | noise reduction""",
    "generation": """image generation | generative adversarial network | diffusion model | image synthesis
        | image editing | text-to-image generation | style transfer | image-to-image translation
        | image translation | generative model | latent diffusion | image tokenizer | unconditional generation
        | video generation | stylegan | flow matching | imagenet generation | autoregressive image generation""",
    "human": """face recognition | facial expression | person re-identification | human pose | pose estimation
        | hand pose | gait | emotion recognition | gaze | pedestrian | re-identification | facial | human motion
        | action unit | skeleton | hand-object | sign language | deepfake""",
    "science": """physics | astronomy | galaxy | climate | weather | materials science | seismic | cosmology
        | jet tagging | fluid dynamics | partial differential equation | astrophysics | high-energy physics
        | neutrino | stellar | turbulence | collider | gravitational wave | wireless | channel estimation
        | power grid | battery | semiconductor | ocean | geophysics | telescope | quantum""",
    "theory": """theoretical analysis | generalization bound | provably | theorem | theoretical framework
        | theoretical understanding | we prove | theoretically | identifiability | sample complexity
        | gradient descent dynamics | convergence rate | dimensional collapse | information-theoretic
        | neural tangent kernel | theoretical guarantee | mutual information | alignment and uniformity
        | learning theory | spectral clustering | loss landscape | analysis of contrastive
        | understanding contrastive | generalization error | theoretical insight | inductive bias | identifiable
        | pac-bayes | necessary and sufficient | we theoretically | latent variable model
        | understanding self-supervised | understanding contrastive learning | what makes | information theory""",
}

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


def _table() -> dict[str, tuple[tuple[str, float], ...]]:
    """Every phrase with the domains it speaks for and how strongly."""
    table: dict[str, dict[str, float]] = {}
    for vocabulary, strength in ((WEAK, 0.5), (STRONG, 1.0)):
        for name, listed in vocabulary.items():
            for phrase in listed.split("|"):
                table.setdefault(phrase.strip(), {})[name] = strength
    return {phrase: tuple(domains.items()) for phrase, domains in table.items()}


BOOK = Phrasebook(_table())
