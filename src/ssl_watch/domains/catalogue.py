"""The list of research areas that a subscriber picks from.

Names are keys: they stand in the database, in buttons and in commands, and do not change. The order is the order in
which areas are offered; `general` comes last and takes what no other area claims.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """`name` is the short stable key (at most 12 characters of a-z and _); `title` and `definition` are shown."""

    name: str
    title: str
    definition: str


_LIST = (
    ("image", "Images", "Still images: representations, classification, detection, segmentation."),
    ("video", "Video", "Video, action recognition, motion, tracking and crowd scenes."),
    ("depth", "Depth & driving", "Depth, stereo and odometry; perception and forecasting for driving."),
    (
        "point_cloud",
        "3D & point clouds",
        "Point clouds, LiDAR, meshes, radiance fields, object pose, 3D reconstruction.",
    ),
    ("remote", "Remote sensing", "Satellite, aerial, hyperspectral and radar images of the Earth."),
    ("medical", "Medical imaging", "Medical images and clinical records: radiology, pathology, endoscopy, retina."),
    ("biosignals", "Biosignals", "Signals of the body: EEG, ECG, heart sounds, brain recordings, wearables."),
    ("bio_chem", "Biology & chemistry", "Molecules, proteins, genes, cells and materials chemistry."),
    ("text_nlp", "Text & language", "Text: sentence embeddings, language understanding, retrieval, generation."),
    ("llm_training", "LLM training", "How language models are trained: objectives, data, memory, fine-tuning."),
    ("code", "Code", "Programs and software: code understanding, search, generation, repair."),
    ("speech", "Speech", "Speech and speakers: recognition, verification, enhancement, synthesis, disorders."),
    ("audio", "Audio & music", "Sounds and music apart from speech: tagging, events, structure, restoration."),
    ("multimodal", "Multimodal", "Several modalities together: image and text, audio and video, and more."),
    ("graph", "Graphs", "Graphs and networks: node, link and graph representations, clustering."),
    ("recsys", "Recommendation", "Recommender systems and models of users."),
    ("time_series", "Time series", "Time series and sensor data: forecasting, classification, imputation."),
    ("tabular", "Tabular data", "Tables and structured records."),
    ("robotics_rl", "Robotics & RL", "Robots, control, world models and reinforcement learning."),
    ("anomaly", "Anomalies & processes", "Anomaly, novelty and fault detection; event logs and process mining."),
    ("security", "Security & privacy", "Attacks and defences, malware, hardware trojans, deepfakes, privacy."),
    ("agriculture", "Agriculture", "Plants, crops, fruit, animals and food."),
    ("denoising", "Denoising & inverse", "Denoising, restoration, super-resolution and other inverse problems."),
    (
        "generation",
        "Generation & editing",
        "Making and editing images, video and other data: diffusion, GANs, tokenizers.",
    ),
    ("human", "People & faces", "Faces, bodies, hands, gait, emotion and re-identification."),
    ("science", "Physical sciences", "Physics, astronomy, climate, engineering and communications."),
    ("theory", "Theory & analysis", "Why self-supervision works: proofs, bounds, collapse, what is learned."),
    ("general", "General methods", "Methods for any kind of data, surveys, and what fits nowhere else."),
)

DOMAINS: tuple[Domain, ...] = tuple(
    Domain(name=name, title=title, definition=definition) for name, title, definition in _LIST
)
