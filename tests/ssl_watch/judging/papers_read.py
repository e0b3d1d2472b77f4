"""Papers that a reader knows, each with the domains that a careful one files it under, and some that none would.

Ids and titles (long ones cut) are facts; the sentence below is ours and stands for an abstract.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One paper as it was read: domains that it must have, and domains that it must not have."""

    arxiv_id: str
    title: str
    gist: str
    must: frozenset[str]
    never: frozenset[str]


_TABLE = """
2512.24674 | An Adaptive, Disentangled Representation for Multidimensional MRI Reconstruction
  Accelerated scans: images are reconstructed from few measurements.
  medical denoising | robotics_rl graph
2512.17209 | Do Foundational Audio Encoders Understand Music Structure?
  Which encoders know where a song's chorus begins?
  audio | recsys human speech
2512.07666 | Bridging Code Graphs and Large Language Models for Better Code Understanding
  Programs as graphs, handed to a language model that writes code.
  code | medical recsys
2510.26407 | Barlow Twins for Sequential Recommendation
  The next item for a user, without negative samples.
  recsys | image speech
2510.23643 | SAND: A Self-supervised and Adaptive NAS-Driven Framework for Hardware Trojan Detection
  Chips may hide malicious circuits; features are learned without labels.
  security | speech video
2508.10559 | Fake Speech Wild: Detecting Deepfake Speech on Social Media Platform
  Spoofed voices collected from the web.
  speech security | human graph
2507.03415 | SMCLM: Semantically Meaningful Causal Language Modeling for Autoregressive Paraphrase Generation
  Paraphrases: the sentences of a text, generated in other words.
  text_nlp | image graph
2506.19615 | Self-Supervised Multimodal NeRF for Autonomous Driving
  Views from a car's LiDAR and camera, rendered anew.
  depth point_cloud | text_nlp medical
2505.08834 | Crowd Scene Analysis using Deep Learning Techniques
  Counting people in a crowd and finding abnormal behaviour in video.
  video | text_nlp speech
2505.15120 | Lung Nodule-SSM: Self-Supervised Lung Nodule Detection and Classification in Thoracic CT Images
  Nodules of the lung in CT scans.
  medical | graph speech
2503.18406 | Instruct-CLIP: Improving Instruction-Guided Image Editing with Automated Data Refinement Using
  Edited images aligned with the instruction by a diffusion model.
  generation multimodal | medical graph
2412.11550 | THESAURUS: Contrastive Graph Clustering by Swapping Fused Gromov-Wasserstein Couplings
  Nodes are clustered by transport between graphs.
  graph | bio_chem image
2411.11148 | TabDeco: A Comprehensive Contrastive Framework for Decoupled Representations in Tabular Data
  Tables with categorical and numerical columns.
  tabular | image video
2410.16029 | Natural GaLore: Accelerating GaLore for memory-efficient LLM Training and Fine-tuning
  Gradients of a large language model in low rank save memory.
  llm_training | image graph
2409.15283 | Equivariance-based self-supervised learning for audio signal recovery from clipped measurements
  An inverse problem: sound is restored where its signal was clipped.
  audio denoising | text_nlp graph
2408.04294 | Dual-branch PolSAR Image Classification Based on GraphMAE and Local Feature Extraction
  Radar images of the ground, pixel by pixel.
  remote | speech text_nlp
2406.02572 | Selfsupervised learning for pathological speech detection
  Speakers with a disorder of speech.
  speech | image graph
2312.09040 | STaR: Distilling Speech Temporal Relation for Lightweight Speech Self-Supervised Learning Models
  A small model of speech learns from a large one.
  speech | image graph
2404.10211 | Anomaly Correction of Business Processes Using Transformer Autoencoder
  Events of a business process are checked and corrected.
  anomaly | speech medical
2403.00416 | Data-efficient Event Camera Pre-training via Disentangled Masked Modeling
  Masked events of an event camera are predicted.
  video | medical text_nlp
2310.09706 | AdaptSSR: Pre-training User Model with Augmentation-Adaptive Self-Supervised Ranking
  Behaviour of users is ranked after augmentation.
  recsys | image speech
2307.02244 | Self-supervised learning with diffusion-based multichannel speech enhancement for speaker
  Speakers are verified in noise.
  speech | graph medical
2306.07598 | Learning to Estimate 6DoF Pose from Limited Data: A Few-Shot, Generalizable Approach using RGB
  The pose of an object for a robot's hand.
  point_cloud robotics_rl | medical text_nlp
2304.11168 | Learning Self-Supervised Representations for Label Efficient Cross-Domain Knowledge Transfer on
  Images of the retina from another clinic.
  medical | graph speech
2304.09874 | Domain Adaptable Self-supervised Representation Learning on Remote Sensing Satellite Imagery
  Satellites see the same place twice.
  remote | speech graph
2208.14845 | Listen2YourHeart: A Self-Supervised Approach for Detecting Murmur in Heart-Beat Sounds
  Heart sounds with a murmur.
  biosignals | text_nlp graph
2209.04218 | Self-supervised Learning for Heterogeneous Graph via Structure Information based on Metapath
  Nodes of several types, and paths between them.
  graph | bio_chem speech
2205.00506 | Preserve Pre-trained Knowledge: Transfer Learning With Self-Distillation For Action Recognition
  Actions in video, with what was learned before kept.
  video | medical graph
2109.10135 | Self-supervised Representation Learning for Reliable Robotic Monitoring of Fruit Anomalies
  A robot looks for bad fruit.
  agriculture anomaly robotics_rl | text_nlp speech
2106.02594 | Self-Supervised Learning of Domain Invariant Features for Depth Estimation
  Depth from one image in another domain.
  depth | text_nlp graph
1711.06379 | Improvements to context based self-supervised learning
  Where does this patch of an image belong? Classification and detection on ImageNet.
  image | graph speech
2012.04170 | Weakly-Supervised Cross-Domain Adaptation for Endoscopic Lesions Segmentation
  Lesions seen through an endoscope.
  medical | graph speech
2004.02753 | Temporally Coherent Embeddings for Self-Supervised Video Representation Learning
  Frames that follow each other have embeddings near each other.
  video | graph speech
2008.05333 | Variance-reduced Language Pretraining via a Mask Proposal Network
  Which words of a sentence to mask when a language model is trained.
  text_nlp llm_training | image graph
2001.02899 | Self-Supervised Fast Adaptation for Denoising via Meta-Learning
  Noise is removed from a photograph by a few steps of learning.
  denoising | graph speech
1909.01193 | Self-Supervised Deep Depth Denoising
  Depth maps of a cheap sensor are cleaned.
  depth denoising | text_nlp graph
1901.09005 | Revisiting Self-Supervised Visual Representation Learning
  Which network for which pretext task? Representations of images on ImageNet.
  image | graph speech
0911.0225 | A Mirroring Theorem and its Application to a New Method of Unsupervised Hierarchical Pattern
  A theorem, and a network that follows from it.
  theory | speech medical
"""


def _read() -> tuple[Read, ...]:
    lines = iter(_TABLE.strip().splitlines())
    papers = []
    for first, gist, filed in zip(lines, lines, lines, strict=True):
        arxiv_id, _, title = first.partition(" | ")
        must, _, never = filed.partition(" | ")
        papers.append(
            Read(
                arxiv_id=arxiv_id,
                title=title,
                gist=gist.strip(),
                must=frozenset(must.split()),
                never=frozenset(never.split()),
            )
        )
    return tuple(papers)


READ = _read()
