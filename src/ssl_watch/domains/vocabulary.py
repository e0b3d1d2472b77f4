"""The words that say alone which research area a paper is of, by domain.

Phrases are written as `ssl_watch.phrases` reads them, separated by bars. A phrase may stand under several areas
(“visual odometry” is two areas'). Words that need company, and arXiv's categories, are in `hints`.
"""

STRONG: dict[str, str] = {
    "image": """image classification | object detection | semantic segmentation | visual representation
        | imagenet | vision transformer | image representation | computer vision
        | instance segmentation | image recognition | visual recognition
        | convolutional neural network | masked image modeling | natural image | image retrieval
        | visual feature | visual pre-training | object recognition | visual self-supervised
        | cifar-10 | fine-grained visual | scene text | image encoder
        | object discovery | image-level | vision foundation model | image augmentation | keypoint
        | visual correspondence | image matching | image segmentation | masked image
        | vision pre-training | self-supervised vision | vision model | image clustering
        | visual concept | patch embedding | image reconstruction pre-training | dense prediction
        | image-based | object-centric | salient object | photograph""",
    "video": """video | event camera | event-based vision | event stream | action recognition | kinetics-400
        | ucf101 | hmdb51 | video representation
        | temporal action | optical flow | video understanding | action segmentation | egocentric
        | visual tracking | object tracking | skeleton-based action
        | skeleton-based action recognition | something-something | crowd scene | crowd counting
        | skeleton action | action detection | skeleton | skeleton sequence | audio-visual
        | video representation learning | videomae | audiovisual | temporal correspondence
        | video-language | lip reading | space-time | 4d representation | temporal localization
        | video prediction | visual speech | frame order | future frame""",
    "depth": """depth estimation | monocular depth | self-supervised depth | ego-motion
        | autonomous driving | kitti | stereo matching | visual odometry | depth map
        | depth prediction | self-driving | autonomous vehicle | bird's eye view | scene flow
        | depth completion | occupancy prediction | driving scene | lane detection | nuscenes
        | traffic scene | trajectory prediction | motion forecasting | stereo depth | optical flow
        | stereo | visual slam | occupancy | off-road | driving perception""",
    "point_cloud": """point cloud | lidar | 3d object detection | 3d shape | 3d point | 3d scene
        | modelnet40 | shapenet | scannet | neural radiance field | nerf | 3d reconstruction
        | 3d representation | 3d understanding | 6dof pose | 6d pose | 6dof | object pose | 3d vision
        | gaussian splatting | novel view synthesis | multi-view stereo | implicit surface
        | point-based | shape correspondence | shape descriptor | shape completion | 3d object
        | 3d pose | 3d human pose | multi-view geometry | scene completion | structure from motion
        | radiance field | canonical pose | 3d pre-training | cad model | mesh reconstruction
        | 3d geometry | 3d keypoint | geometric correspondence""",
    "remote": """remote sensing | satellite | hyperspectral | earth observation
        | synthetic aperture radar | sar image | polsar | sentinel-2 | sentinel-1 | aerial image
        | geospatial | land cover | aerial imagery | multispectral | satellite imagery
        | overhead imagery | land use | change detection | topography | sar | sentinel | landsat
        | geolocation | geo-embedding | geo-spatial | remotely sensed | overhead image | uav image
        | drone image | multi-satellite | earth system | location encoder""",
    "medical": """medical image | medical imaging | mri | computed tomography | ct scan | ct image
        | x-ray | chest x-ray | radiology | histopathology | pathology | whole slide image
        | ultrasound | endoscopic | endoscopy | retinal | fundus | diabetic retinopathy | lesion
        | tumor segmentation | radiograph | magnetic resonance | mammography | surgical | lung nodule
        | cancer | medical | dermatology | skin lesion | echocardiography | covid-19
        | optical coherence tomography | brain tumor | electronic health record | histology
        | biomedical image | spinal | colonoscopy | laparoscopic | cytology | mammogram | angiography
        | nuclei segmentation | prostate | anatomical | dental | clinical note | neuroimaging | retina
        | ophthalmic | ct volume | pet image | cell segmentation | microscopy image | body part
        | biomedical""",
    "biosignals": """heart beat | heart murmur | eeg | ecg | electroencephalography
        | electroencephalogram | electrocardiogram | electrocardiography | emg | ppg
        | photoplethysmography | physiological signal | biosignal | sleep staging | wearable
        | heart sound | phonocardiogram | human activity recognition | brain signal | fmri
        | neural recording | bci | brain-computer interface | sleep stage | heart rate | accelerometer
        | polysomnography | seizure | heartbeat | neural population | biomedical signal
        | activity recognition using sensors | inertial sensor | cardiac signal | intracranial
        | brain signal decoding | neural decoding | respiratory sound | cough | calcium imaging
        | spike train | gait sensor | imu | brain data | meg""",
    "bio_chem": """protein | molecule | molecular | drug discovery | genomic | dna | rna | single-cell
        | gene expression | molecular property | drug-target | drug-drug | chemical | chemistry
        | smiles | amino acid | antibody | protein language model | cell type | transcriptomics
        | crystal | retrosynthesis | molecular graph | binding affinity | bioinformatics | proteomics
        | biological sequence | enzyme | mass spectrometry | biology | molecular pre-training
        | crystalline | peptide | conformer | ligand | docking | genome | mutation | chemical reaction
        | sars-cov-2 | molecular dynamics | material property | biomolecule | chirality""",
    "text_nlp": """language pre-training | masked language modeling | causal language modeling
        | natural language processing | sentence embedding | sentence representation | bert
        | text classification | nlp | question answering | machine translation | named entity
        | summarization | paraphrase | sentiment analysis | dialogue | language understanding
        | text representation | dense retrieval | word embedding | relation extraction
        | passage retrieval | cross-lingual | multilingual | text generation | topic modeling
        | semantic textual similarity | linguistic | information retrieval | roberta | entity linking
        | language representation | natural language inference | knowledge base | commonsense
        | reading comprehension | semantic parsing | coreference | keyphrase | stance | sarcasm
        | hate speech | fake news | report generation | document representation
        | retrieval-augmented | entity typing | text embedding | knowledge graph completion
        | sentence encoder | language generation | word translation | grammatical
        | large language model reasoning""",
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
    "speech": """speech | speaker verification | asr | automatic speech recognition | utterance | speaker
        | wav2vec | hubert | wavlm | librispeech | phoneme | spoken language | keyword spotting
        | voice conversion | spoken | superb | speech enhancement | dysarthric | speaker recognition
        | text-to-speech | deepfake speech | diarization | language identification | acoustic model
        | voice cloning | speech-to-text | vocoder | spoken term | acoustic word | lip-to-speech""",
    "audio": """audio | music | sound event | acoustic scene | audio classification
        | audio representation | environmental sound | music information retrieval | audioset
        | audio tagging | sound | musical | bioacoustic | audio signal | sound source
        | source separation | music tagging | melody | audio encoder | bird sound | heart sound
        | audio-visual | audiovisual | cough | vocalization | instrument | language-audio
        | audio captioning | audio-text | audio-language""",
    "multimodal": """multimodal | multi-modal | vision-language | vision and language | image-text | clip
        | cross-modal | audio-visual | text-video | video-text | visual question answering
        | text-to-image | image captioning | vision-language model | text-image | language-image
        | audio-text | visual-language | language-audio | multimodality | visual and textual
        | image and text | images and text | video and audio | visual and audio
        | contrastive language image pre-training | visual grounding | mllm | cross-modality
        | vision-and-language | inter-modal | image-to-text | vision language | videobert
        | audiovisual | image-caption | voice-face | video-language | sensor fusion | multi-sensor
        | speech-text | text-to-video | audio-language | vision transformer and language
        | instructional video""",
    "graph": """graph | gnn | graph neural network | node classification | graph contrastive learning
        | link prediction | graph representation | heterogeneous graph | knowledge graph
        | node representation | graph classification | graph convolutional network | graph-level
        | community detection | node embedding | homophily | heterophily | graph clustering
        | message passing | hypergraph | metapath | graph transformer | network embedding
        | graph-structured | subgraph | molecular graph | heterogeneous network | graph pre-training
        | bipartite graph | knowledge graph completion | graph structure learning | text-attributed
        | dynamic graph | temporal graph | attributed network | graph autoencoder | graph augmentation
        | hyperbolic graph | random walk""",
    "recsys": """recommendation | recommender | recommender system | collaborative filtering
        | sequential recommendation | click-through rate | user-item | user behavior | user modeling
        | cold-start | ctr prediction | user interest | user preference | next item
        | implicit feedback | session-based | user representation | e-commerce | cold start
        | multi-behavior | user intent | point-of-interest | personalized""",
    "time_series": """time series | time-series | forecasting | multivariate time series
        | spatio-temporal forecasting | temporal data | traffic forecasting | sensor data | timeseries
        | irregularly sampled | spatiotemporal forecasting | traffic prediction
        | time series classification | time series forecasting | fault diagnosis | imputation
        | remaining useful life | traffic flow | financial time | time-series anomaly
        | multivariate time-series | spatio-temporal data | temporal signal | iot | sensor signal
        | time series anomaly | spatio-temporal graph | wind turbine | electricity
        | multivariate sensor | series representation | stock | clinical time series | traffic speed""",
    "tabular": """tabular | tabular data | gradient boosting | tabular representation | xgboost
        | categorical feature | relational database | heterogeneous feature | structured data
        | deep tabular | tabular prediction | real estate | feature corruption""",
    "robotics_rl": """reinforcement learning | robot | robotic | robotics | manipulation
        | policy learning | imitation learning | visuomotor | grasping | world model | atari
        | deepmind control | embodied | model-based rl | offline rl | skill discovery
        | intrinsic motivation | curiosity | robot learning | locomotion | sim-to-real
        | continuous control | visual control | rl | slam | place recognition | tactile
        | robot manipulation | object manipulation | visual odometry | motion planning | game
        | exploration bonus | experience replay | affordance | state representation learning
        | policy optimization | actor-critic | quadruped
        | environment design
        | q-learning | model predictive control | reward function | pushing | autonomous navigation""",
    "anomaly": """crowd anomaly | fruit anomaly | anomalies | atypical | anomaly detection | anomaly
        | out-of-distribution detection | novelty detection | outlier detection | one-class
        | defect detection | business process | event log | process mining | fault detection
        | anomalous | industrial inspection | log anomaly | anomaly localization | predictive process
        | fraud detection | mvtec | outlier | fault diagnosis | defect | intrusion
        | predictive maintenance""",
    "security": """backdoor | adversarial attack | malware | intrusion detection | hardware trojan
        | deepfake detection | membership inference | poisoning attack | network traffic | encrypted traffic
        | data poisoning | spoofing | anti-spoofing | watermark | deepfake | phishing | cybersecurity
        | model stealing | adversarial robustness | differential privacy | trojan | fake audio | forgery detection
        | model extraction | adversarial training | adversarial example | face forgery | poisoning | fake speech""",
    "agriculture": """agriculture | agricultural | crop | plant disease | fruit | precision agriculture | livestock
        | crop type | weed | farming | harvest | phenotyping | leaf disease | farm | greenhouse | wildlife | wheat""",
    "denoising": """denoising | image denoising | inverse problem | super-resolution | deblurring
        | image restoration | noise2noise | noise2void | noise2self | blind-spot network
        | image reconstruction | mri reconstruction | deraining | dehazing | inpainting
        | compressed sensing | low-light | declipping | signal recovery | undersampled
        | reconstruction from | deep image prior | noise removal | noisy image | denoiser | low-dose
        | equivariant imaging | blind-spot | demosaicing | noise reduction | reconstruction of mri
        | seismic denoising | noise-free | speckle""",
    "generation": """image generation | generative adversarial network | diffusion model
        | image synthesis | image editing | text-to-image generation | style transfer
        | image-to-image translation | image translation | generative model | latent diffusion
        | image tokenizer | unconditional generation | video generation | stylegan | flow matching
        | imagenet generation | autoregressive image generation | text-to-video | image tokenization
        | visual tokenizer | autoregressive generation | super-resolution diffusion""",
    "human": """face recognition | facial expression | person re-identification | human pose | pose estimation
        | hand pose | gait | emotion recognition | gaze | pedestrian | re-identification | facial | human motion
        | action unit | skeleton | hand-object | sign language """,
    "science": """physics | astronomy | galaxy | climate | weather | materials science | seismic | cosmology
        | jet tagging | fluid dynamics | partial differential equation | astrophysics | high-energy physics
        | neutrino | stellar | turbulence | collider | gravitational wave | wireless | channel estimation
        | power grid | battery | semiconductor | ocean | geophysics | telescope | quantum""",
    "theory": """theoretical analysis | generalization bound | provably | theorem | theoretical framework
        | theoretical understanding | we prove | theoretically | identifiability | sample complexity
        | gradient descent dynamics | convergence rate | dimensional collapse | information-theoretic
        | neural tangent kernel | theoretical guarantee | mutual information
        | alignment and uniformity | learning theory | spectral clustering | loss landscape
        | analysis of contrastive | understanding contrastive | generalization error
        | theoretical insight | inductive bias | identifiable | pac-bayes | necessary and sufficient
        | we theoretically | latent variable model | understanding self-supervised
        | understanding contrastive learning | what makes | information theory | intriguing property
        | provable | information bottleneck | information flow | risk decomposition | rank collapse
        | feature collapse | demystifying | noise contrastive estimation | theory of | implicit bias
        | learning dynamics | closed-form | kernel regime | generalization gap | rationality
        | stepwise""",
}
