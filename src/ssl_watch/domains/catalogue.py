"""The two-level list of research areas that a subscriber picks from: groups, and the domains in them.

Names are keys: they stand in the database, in buttons and in commands, and do not change; no group is called like a
domain. The order is the order in which areas are offered. `general` takes what no other area claims.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """`name` is the short stable key (at most 12 characters of a-z and _); `title` and `definition` are shown."""

    name: str
    title: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Domains that are read by the same people; whoever picks the group picks each of its domains."""

    name: str
    title: str
    domains: tuple[Domain, ...]


def _group(name: str, title: str, *domains: tuple[str, str, str]) -> Group:
    listed = (Domain(name=name, title=title, definition=definition) for name, title, definition in domains)
    return Group(name=name, title=title, domains=tuple(listed))


GROUPS: tuple[Group, ...] = (
    _group(
        "vision",
        "Vision & multimodal",
        ("image", "Images", "Still images: representations, classification, detection, segmentation."),
        ("video", "Video", "Video and event cameras: actions, motion, tracking, crowd scenes."),
        ("multimodal", "Multimodal", "Several modalities together: image and text, audio and video, and more."),
        ("human", "People & faces", "Faces, bodies, hands, gait, emotion and re-identification."),
        ("generation", "Generation & editing", "Making and editing images, video and other data: diffusion, GANs."),
        ("denoising", "Denoising & inverse", "Denoising, restoration, super-resolution and other inverse problems."),
    ),
    _group(
        "spatial",
        "3D, driving & robots",
        ("point_cloud", "3D & point clouds", "Point clouds, LiDAR, meshes, radiance fields, object pose, 3D scenes."),
        ("depth", "Depth & driving", "Depth, stereo, optical flow and odometry; seeing and forecasting for driving."),
        ("robotics_rl", "Robotics & RL", "Robots, control, world models and reinforcement learning."),
    ),
    _group(
        "language",
        "Language & code",
        ("text_nlp", "Text & language", "Text: sentence embeddings, understanding, retrieval, translation."),
        ("llm_training", "LLM training", "How language models are trained: objectives, data, memory, fine-tuning."),
        ("code", "Code", "Programs and software: code understanding, search, generation, repair."),
    ),
    _group(
        "sound",
        "Speech & audio",
        ("speech", "Speech", "Speech and speakers: recognition, verification, enhancement, synthesis."),
        ("audio", "Audio & music", "Sounds and music apart from speech: tagging, events, structure."),
    ),
    _group(
        "health",
        "Health & life sciences",
        ("medical", "Medicine", "Medical images and records: radiology, pathology, endoscopy, retina."),
        ("biosignals", "Biosignals", "Signals of the body: EEG, ECG, heart sounds, brain recordings, wearables."),
        ("bio_chem", "Biology & chemistry", "Molecules, proteins, genes, cells and the chemistry of materials."),
    ),
    _group(
        "earth",
        "Earth & physical sciences",
        ("remote", "Remote sensing", "Satellite, aerial, hyperspectral and radar images of the Earth."),
        ("agriculture", "Agriculture", "Plants, crops, fruit, animals and food."),
        ("science", "Physical sciences", "Physics, astronomy, climate, engineering and communications."),
    ),
    _group(
        "structured",
        "Graphs, tables & series",
        ("graph", "Graphs", "Graphs and networks: node, link and graph representations, clustering."),
        ("recsys", "Recommendation", "Recommender systems and models of users."),
        ("time_series", "Time series", "Time series and sensor data: forecasting, classification, imputation."),
        ("tabular", "Tabular data", "Tables and structured records."),
    ),
    _group(
        "trust",
        "Security & anomalies",
        ("security", "Security & privacy", "Attacks and defences, malware, hardware trojans, deepfakes, privacy."),
        ("anomaly", "Anomalies & processes", "Anomaly, novelty and fault detection; event logs and process mining."),
    ),
    _group(
        "methods",
        "Theory & methods",
        ("theory", "Theory & analysis", "Why self-supervision works: proofs, bounds, collapse, what is learned."),
        ("general", "General methods", "Methods for any kind of data, surveys, and what fits nowhere else."),
    ),
)

DOMAINS: tuple[Domain, ...] = tuple(domain for group in GROUPS for domain in group.domains)
