"""The words of each research area: strong ones say it alone, plain ones need company.

Phrases are written as `ssl_watch.phrases` reads them, separated by bars. A phrase may stand under several areas
(“medical image” is none of `image`'s, “RGB-D point cloud” is two areas'). `CATEGORIES` are arXiv's own, which are
known for some papers only and never decide alone.
"""

STRONG: dict[str, str] = {
    "image": """image classification | object detection | semantic segmentation | visual representation | imagenet
        | vision transformer | image representation | computer vision | instance segmentation | image recognition
        | visual recognition | convolutional neural network | masked image modeling | natural image | image retrieval
        | visual feature | visual pre-training | object recognition | visual self-supervised | coco | cifar-10
        | event camera | fine-grained visual | scene text | image encoder | object discovery | image-level
        | vision foundation model | image augmentation | keypoint | visual correspondence | image matching""",
    "video": """video | action recognition | kinetics-400 | ucf101 | hmdb51 | video representation | temporal action
        | optical flow | video understanding | action segmentation | egocentric | visual tracking | object tracking
        | skeleton-based action | skeleton-based action recognition | something-something | crowd scene | crowd counting
        | skeleton action | action detection""",
    "depth": """depth estimation | monocular depth | self-supervised depth | ego-motion | autonomous driving | kitti
        | stereo matching | visual odometry | depth map | depth prediction | self-driving | autonomous vehicle | bird's eye view
        | scene flow | depth completion | occupancy prediction | driving scene | lane detection | nuscenes | traffic scene
        | trajectory prediction | motion forecasting | stereo depth""",
    "point_cloud": """point cloud | lidar | 3d object detection | 3d shape | 3d point | 3d scene | modelnet40 | shapenet | scannet
        | neural radiance field | nerf | 3d reconstruction | 3d representation | 3d understanding | mesh
        | 6dof pose | 6d pose | 6dof | object pose | 3d vision | gaussian splatting | novel view synthesis | multi-view stereo
        | implicit surface | point-based""",
    "remote": """remote sensing | satellite | hyperspectral | earth observation | synthetic aperture radar | sar image | polsar
        | sentinel-2 | sentinel-1 | aerial image | geospatial | land cover | aerial imagery | multispectral
        | satellite imagery | overhead imagery | land use | change detection | topography""",
    "medical": """medical image | medical imaging | mri | computed tomography | ct scan | ct image | x-ray | chest x-ray | radiology
        | histopathology | pathology | whole slide image | ultrasound | endoscopic | endoscopy | retinal | fundus
        | diabetic retinopathy | lesion | tumor segmentation | clinical | radiograph | magnetic resonance | mammography
        | surgical | lung nodule | cancer | medical | dermatology | skin lesion | echocardiography | patient | covid-19
        | optical coherence tomography | brain tumor | electronic health record | diagnosis | histology | microscopy""",
    "biosignals": """eeg | ecg | electroencephalography | electroencephalogram | electrocardiogram | electrocardiography | emg | ppg
        | photoplethysmography | physiological signal | biosignal | sleep staging | wearable | heart sound | phonocardiogram
        | human activity recognition | brain signal | fmri | neural recording | bci | brain-computer interface
        | sleep stage | heart rate | accelerometer | polysomnography | seizure | heartbeat | meg | neural population
        | biomedical signal | activity recognition using sensors | inertial sensor | cardiac signal | intracranial""",
    "bio_chem": """protein | molecule | molecular | drug discovery | genomic | dna | rna | single-cell | gene expression
        | molecular property | drug-target | drug-drug | chemical | chemistry | smiles | amino acid | antibody
        | protein language model | gene | cell type | transcriptomics | crystal | retrosynthesis | molecular graph
        | binding affinity | bioinformatics | proteomics | biological sequence | enzyme | mass spectrometry | biology""",
    "text_nlp": """natural language processing | sentence embedding | sentence representation | bert | text classification | nlp
        | question answering | machine translation | named entity | summarization | paraphrase | sentiment analysis
        | dialogue | language understanding | text representation | dense retrieval | document | glue | word embedding
        | relation extraction | passage retrieval | natural language | cross-lingual | multilingual | text generation
        | topic modeling | semantic textual similarity | linguistic | information retrieval | roberta | entity linking
        | language representation | natural language inference | knowledge base""",
    "llm_training": """llm training | training llms | memory-efficient training | language model pre-training | pre-training language models
        | training large language models | pre-training of large language models | instruction tuning
        | parameter-efficient fine-tuning | optimizer state | language pre-training | pre-training corpus | next-token prediction
        | scaling law | language model training | fine-tuning llms | preference optimization | low-rank adaptation
        | masked language modeling | pre-training of language models | training language models | rlhf
        | reinforcement learning from human feedback | pre-training data | continual pre-training""",
    "code": """source code | code understanding | code search | code generation | code representation | program repair
        | vulnerability detection | software engineering | programming language | code summarization | code retrieval
        | binary code | code intelligence | clone detection | software vulnerability | bug detection | code graph
        | smart contract | abstract syntax tree | code completion | code model""",
    "speech": """speech | speaker verification | asr | automatic speech recognition | utterance | speaker | wav2vec | hubert | wavlm
        | librispeech | phoneme | spoken language | keyword spotting | voice conversion | spoken | superb | voice
        | speech enhancement | dysarthric | speaker recognition | text-to-speech | deepfake speech | diarization""",
    "audio": """audio | music | sound event | acoustic scene | audio classification | audio representation | environmental sound
        | music information retrieval | audioset | audio tagging | sound | musical | spectrogram | bioacoustic | audio signal
        | sound source | source separation | music tagging | melody | audio encoder | bird sound | heart sound""",
    "multimodal": """multimodal | multi-modal | vision-language | vision and language | image-text | clip | cross-modal | audio-visual
        | text-video | video-text | visual question answering | text-to-image | image captioning | vision-language model
        | text-image | language-image | audio-text | visual-language | language-audio | multimodality | visual and textual
        | image and text | images and text | video and audio | visual and audio | contrastive language image pre-training
        | visual grounding | mllm | cross-modality | vision-and-language | inter-modal | image-to-text""",
    "graph": """graph | gnn | graph neural network | node classification | graph contrastive learning | link prediction
        | graph representation | heterogeneous graph | knowledge graph | node representation | graph classification
        | graph convolutional network | graph-level | community detection | node embedding | homophily | heterophily
        | graph clustering | message passing | hypergraph | metapath | graph transformer | network embedding
        | graph-structured | subgraph""",
    "recsys": """recommendation | recommender | recommender system | collaborative filtering | sequential recommendation
        | click-through rate | user-item | user behavior | user modeling | cold-start | ctr prediction | user interest
        | user preference | next item | implicit feedback | session-based | user representation | e-commerce | item""",
    "time_series": """time series | time-series | forecasting | multivariate time series | spatio-temporal forecasting | temporal data
        | traffic forecasting | sensor data | timeseries | irregularly sampled | spatiotemporal forecasting | traffic prediction
        | time series classification | time series forecasting | fault diagnosis | imputation | trajectory | trajectories
        | remaining useful life | traffic flow | financial time""",
    "tabular": """tabular | tabular data | table | gradient boosting | tabular representation | xgboost | categorical feature
        | relational database | heterogeneous feature | structured data""",
    "robotics_rl": """reinforcement learning | robot | robotic | robotics | manipulation | policy learning | imitation learning
        | visuomotor | grasping | world model | navigation | exploration | atari | deepmind control | embodied | agent
        | model-based rl | offline rl | skill discovery | intrinsic motivation | curiosity | robot learning | locomotion
        | sim-to-real | planning | continuous control | visual control | rl | slam | place recognition | tactile | policy""",
    "anomaly": """anomaly detection | anomaly | out-of-distribution detection | novelty detection | outlier detection | one-class
        | defect detection | business process | event log | process mining | fault detection | anomalous | industrial inspection
        | log anomaly | anomaly localization | predictive process | fraud detection | mvtec | outlier""",
    "security": """backdoor | adversarial attack | malware | intrusion detection | hardware trojan | deepfake detection | privacy
        | membership inference | poisoning attack | network traffic | encrypted traffic | data poisoning | spoofing
        | anti-spoofing | watermark | deepfake | phishing | cybersecurity | model stealing | adversarial robustness
        | differential privacy | trojan | fake audio | forgery detection | model extraction | security | adversarial training
        | adversarial example | face forgery | poisoning | fake speech""",
    "agriculture": """agriculture | agricultural | crop | plant disease | fruit | plant | precision agriculture | livestock | crop type
        | weed | farming | food | harvest | phenotyping | leaf disease | farm | greenhouse | animal | wildlife | wheat""",
    "denoising": """denoising | image denoising | inverse problem | super-resolution | deblurring | image restoration | noise2noise
        | noise2void | noise2self | blind-spot network | image reconstruction | mri reconstruction | deraining | dehazing | inpainting
        | compressed sensing | low-light | declipping | signal recovery | undersampled | reconstruction from
        | deep image prior | noise removal | noisy image | denoiser | low-dose | equivariant imaging | blind-spot | demosaicing
        | noise reduction""",
    "generation": """image generation | generative adversarial network | gan | diffusion model | image synthesis | image editing
        | text-to-image generation | style transfer | image-to-image translation | image translation | generative model
        | latent diffusion | image tokenizer | unconditional generation | video generation | stylegan | flow matching
        | imagenet generation | autoregressive image generation""",
    "human": """face recognition | facial expression | person re-identification | human pose | pose estimation | hand pose | gait
        | emotion recognition | gaze | face | pedestrian | re-identification | facial | human motion | action unit | skeleton
        | hand-object | sign language | crowd | deepfake""",
    "science": """physics | astronomy | galaxy | climate | weather | materials science | seismic | particle | cosmology | jet tagging
        | fluid dynamics | partial differential equation | astrophysics | high-energy physics | neutrino | stellar | turbulence
        | collider | materials | gravitational wave | wireless | channel estimation | radar | power grid | battery
        | semiconductor | ocean | geophysics | telescope | quantum""",
    "theory": """theoretical analysis | generalization bound | provably | theorem | theoretical framework | theoretical understanding
        | we prove | theoretically | identifiability | sample complexity | spectral | gradient descent dynamics | convergence rate
        | dimensional collapse | information-theoretic | neural tangent kernel | theoretical guarantee | mutual information
        | alignment and uniformity | learning theory | spectral clustering | loss landscape | analysis of contrastive
        | understanding contrastive | generalization error | theoretical insight | inductive bias | identifiable | pac-bayes
        | theory | necessary and sufficient | theoretical | we theoretically | latent variable model | statistical""",
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
