"""The words of self-supervised learning, family by family, each with its weight in a title and in an abstract.

A phrase is written as `ssl_watch.phrases` reads it (“self-supervised” stands for every spelling); of overlapping ones
the longest counts, so that a trap (“supervised contrastive”) takes its words away from the phrase within it. The
weights are log-odds, set by hand while looking at development labels; `traits` counts them, and how much these counts
are worth is learned.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """What a phrase adds in the title and in the abstract.

    `names` marks those that name SSL beyond doubt; `homonym` those whose words mean something else altogether.
    """

    title: float
    abstract: float
    names: bool = False
    homonym: bool = False

    @property
    def specific(self) -> bool:
        """Whether the phrase can be the reason for a verdict; “pre-training” or “downstream task” cannot."""
        return self.names or (self.title >= 2.2 and self.abstract >= 1.0)


def _family(
    weights: dict[tuple[float, float], str], *, names: bool = False, homonym: bool = False
) -> dict[str, Weight]:
    """Read a family: phrases separated by bars under the weights they share."""
    return {
        phrase.strip(): Weight(title, abstract, names, homonym)
        for (title, abstract), phrases in weights.items()
        for phrase in phrases.split("|")
    }


NAMES = _family(
    {
        (5.0, 3.4): """self-supervised learning | self-supervised representation learning
            | self-supervised pre-training
            | self-supervised contrastive | self-supervised visual representation | self-supervised pretext
            | self-supervised framework | self-supervised method | self-supervised approach | self-supervised task
            | self-supervised objective | self-supervised loss | self-supervised training | self-supervised manner
            | self-supervised learner | self-supervised representation | self-supervised graph
            | self-supervised masked | self-supervised denoising | self-supervised monocular | selfsupervise""",
        (4.6, 3.0): """self-supervised | self-supervision | self-supervisedly | self-supervising | self-supervisory
            | self-supervise""",
        (4.2, 1.6): """self-supervised model | self-supervised feature | self-supervised backbone
            | self-supervised encoder | self-supervised vision transformer | self-supervised speech model
            | self-supervised speech representation | self-supervised embedding | self-supervised pre-trained
            | self-supervised vit | self-supervised foundation model""",
    },
    names=True,
)

MASKED = _family(
    {
        (4.6, 2.6): """masked autoencoder | masked auto-encoder | masked autoencoding | masked image modeling
            | masked modeling | masked video modeling | masked graph modeling | masked signal modeling
            | masked pre-training | masked visual modeling | masked audio modeling | masked graph autoencoder
            | graph masked autoencoder | masked feature prediction | masked representation learning
            | masked spectrogram | masked point modeling | masked patch prediction | masked token prediction
            | masked prediction | masked multimodal modeling | mask and reconstruct | masked contrastive
            | masked time series | masked generative pre-training | masked data modeling | masked siamese
            | masked frame | masked reconstruction | masked siamese network | masked unit prediction
            | convolutional masked autoencoder | variational masked autoencoder | masked speech""",
        (2.6, 1.3): """mae pre-training | masking ratio | mask ratio | random masking | masking strategy
            | masked patch
            | masked token | masked image | masked node | masked region | visible patch | simmim | beit
            | graphmae | videomae | pointmae | audiomae | masked input | mask modeling | masked world model
            | masking and reconstruction | masked language modeling objective""",
        (1.8, 0.7): """masked language modeling | masked language model | mlm | masking | masked | bert pre-training
            | mask prediction""",
    },
)

CONTRASTIVE = _family(
    {
        (3.6, 2.0): """contrastive representation learning | graph contrastive learning | contrastive pre-training
            | contrastive predictive coding | momentum contrast | contrastive self-supervised
            | unsupervised contrastive | contrastive multiview | contrastive multi-view | infonce | nt-xent
            | contrastive visual representation | node-level contrastive | instance discrimination
            | instance-level discrimination | self-contrastive | contrastive graph | contrastive unsupervised
            | contrastive embedding | contrastive learning of visual representation | deep graph infomax
            | graph contrastive | contrastive coding | noncontrastive | non-contrastive""",
        (2.8, 1.5): "contrastive learning | contrastive framework | contrastive learner | contrastive clustering",
        (1.8, 1.0): """contrastive loss | contrastive objective | contrastive method | contrastive task
            | contrastive training | contrastive model | contrastive approach
            | contrastive language image pre-training
            | contrastive language image | contrastive""",
        (1.6, 1.0): "negative sample | hard negative | two view | multiple view | agreement between",
        (2.0, 1.6): """positive pair | negative pair | augmented view | positive and negative pair
            | positive and negative sample
            | mutual information maximization | maximize mutual information | maximizing mutual information
            | maximize the agreement | maximizing the agreement | graph augmentation
            | alignment and uniformity""",
    },
)

METHODS = _family(
    {
        (4.2, 2.6): """jepa | joint embedding predictive | joint-embedding predictive architecture | i-jepa | v-jepa
            | byol | bootstrap your own latent | simclr | simsiam | swav | barlow twins | vicreg | moco | mocov2
            | dino self-distillation | data2vec | ibot | pretext task | pretext | jigsaw puzzle | context prediction
            | rotation prediction | predicting image rotations | dimensional collapse | representation collapse
            | redundancy reduction | deepcluster | cpc | self-distillation with no labels
            | joint embedding architecture
            | joint-embedding architecture | proxy task | bgrl | dgi | graphcl | noise2noise | noise2void
            | noise2self | pixpro | densecl | simcse | siamese representation learning""",
        (
            2.2,
            1.0,
        ): """wav2vec | wav2vec2 | wav2vec 2 | hubert | wavlm | dino | dinov2 | dinov3 | xls r | w2v bert | superb
            | electra""",
        (
            2.2,
            1.2,
        ): """self-labeling | self-labelling | self-distillation | self-predictive | self-prediction
            | self-teaching | self-learning | bootstrap latent | siamese network | momentum encoder | stop gradient
            | linear evaluation | linear classification protocol""",
        (1.0, 0.9): "linear probing | linear probe",
    },
)

UNLABELED = _family(
    {
        (3.6, 2.2): """unsupervised representation learning | unsupervised pre-training
            | unsupervised visual representation | unsupervised feature learning | unsupervised speech representation
            | unsupervised learning of visual | representation learning without labels | unsupervised visual feature
            | unsupervised learning of visual representation | learning from unlabeled video | unlabeled video
            | unsupervised graph representation learning | unsupervised learning of feature
            | learning visual representations | unsupervised video representation | unsupervised sentence embedding
            | unsupervised sentence representation""",
        (2.0, 1.0): """pre-training | representation learning | supervisory signal | free supervision
            | pre-training framework | pre-training objective | pre-training task | pre-training method
            | pre-training strategy | downstream task | visual representation | speech representation""",
        (1.6, 0.7): """large-scale unlabeled | without manual annotation | without human annotation | without labels
            | without any labels | without any annotation | without annotation | label-free | supervision signal
            | annotation-free | without supervision | learned representation | transferable representation
            | universal representation | general-purpose representation | generalizable representation
            | pre-train | pre-trained model | node representation | linear classifier""",
        (0.8, 0.5): """unlabeled | unlabeled data | unlabeled image | foundation model | pre-trained | autoencoder
            | unsupervised""",
        (0.6, 0.2): "representation | encoder | transfer learning | embedding",
    },
)

# Near the words of SSL and not of it. What weighs nothing still takes its words away from shorter phrases.
TRAPS = _family(
    {
        (-2.4, -1.6): """semi-supervised learning | semi-supervised | domain adaptation
            | unsupervised domain adaptation
            | pseudo label | pseudo-label | consistency regularization | domain generalization""",
        (-1.6, -0.9): """weakly supervised | weakly-supervised | few-shot | reinforcement learning
            | federated learning
            | policy | attack | self-training | machine translation""",
        (-0.6, -0.4): """large language model | llm | diffusion model | question answering | adversarial""",
        (0.4, 0.0): "supervised contrastive learning | supervised contrastive loss | supervised contrastive",
        (0.0, 0.0): """attention mask | segmentation mask | instance mask | binary mask | fully supervised
            | supervised learning | self-attention | word embedding | self-play | encoder decoder | encoder-decoder
            | variational autoencoder | masked diffusion | vision encoder | image encoder | text encoder""",
    },
)

# The same words with another meaning; learned weights pass them over too.
HOMONYMS = _family(
    {
        (0.0, 0.0): """contrastive divergence | contrastive decoding | contrastive explanation | contrastive analysis
            | contrastive linguistics | contrastive focus | contrastive question | contrastive example
            | contrast enhanced | mean absolute error | masked face | face mask | masked priming | mask r-cnn""",
    },
    homonym=True,
)

VOCABULARY: dict[str, Weight] = {**UNLABELED, **CONTRASTIVE, **MASKED, **METHODS, **NAMES, **TRAPS, **HOMONYMS}

# Words around “self-supervised” that make it the authors' own, and words that make it somebody else's.
_OWN = """
we our propose proposed present introduce novel new leverage develop framework paper work train exploit investigate
study design via using employ utilize adopt pretrain
"""
_PASSING = """
such including like existing recent other future survey frozen backbone unlike outperform outperforming compared versus
toward towards advance advances popular various prior previous e g baseline challenge direction
"""
OWN = frozenset(_OWN.split())
PASSING = frozenset(_PASSING.split())
