"""Azerbaijani negation inside a verb: what stands in the negative form, and in its place in the affirmative one."""

from __future__ import annotations

NEGATIVE_FORMS = (
    # getmir – gedir, etmir – edir, ötmür – ödür
    ("tmir", "dir"),
    ("tmır", "dır"),
    ("tmur", "dur"),
    ("tmür", "dür"),
    # gəlmir – gəlir, olmur – olur
    ("mir", "ir"),
    ("mır", "ır"),
    ("mur", "ur"),
    ("mür", "ür"),
    # gəlmədi – gəldi, görmədi – gördü, getmədi – getdi
    ("mədi", "di"),
    ("mədi", "dü"),
    # almadı – aldı, olmadı – oldu
    ("madı", "dı"),
    ("madı", "du"),
    # gəlməmişdir – gəlmişdir, görməmiş – görmüş
    ("məmiş", "miş"),
    ("məmişdir", "müşdür"),
    ("məmiş", "müş"),
    # almamışdır – almışdır, olmamış – olmuş
    ("mamış", "mış"),
    ("mamışdır", "muşdur"),
    ("mamış", "muş"),
    # etməyən – edən, gəlməyib – gəlib, almayan – alan
    ("tməy", "d"),
    ("məy", ""),
    ("may", ""),
    # etməz – edər, gəlməz – gələr, bilməz – bilir
    ("tməz", "dər"),
    ("məz", "ər"),
    ("məz", "ir"),
    # almaz – alar, qalmaz – qalır, olmaz – olur
    ("maz", "ar"),
    ("maz", "ır"),
    ("maz", "ur"),
    # gəlməsin – gəlsin, görməsin – görsün, almasın – alsın, olmasın – olsun
    ("məsin", "sin"),
    ("məsin", "sün"),
    ("masın", "sın"),
    ("masın", "sun"),
    # gəlməmək – gəlmək, alınmaması – alınması
    ("məmə", "mə"),
    ("mama", "ma"),
)
