"""Letters that look like Latin ones and are not: what a name written with them looks like to a reader.

The single letters of Cyrillic and Greek that Unicode's list of confusable characters (UTS #39, `confusables.txt`) puts
beside a Latin letter of the same shape; letters that are merely alike are left out.
"""

from __future__ import annotations

# Scripts of which one name is written in one: who mixes them writes a letter that looks like another.
SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK"})

# script -> its letters and, in the same order, the Latin letters that they look like
LOOKALIKES = {
    "CYRILLIC": ("АВЕЅІЈКМНОРСТУХҮԌԚԜаеѕіјорсухүһԁԛԝӏѵ", "ABESIJKMHOPCTYXYGQWaesijopcyxyhdqwlv"),
    "GREEK": ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳαγικνορυϲ", "ABEZHIKMNOPTYXCjayiknopuc"),
}
LATIN = str.maketrans({letter: like for pair in LOOKALIKES.values() for letter, like in zip(*pair, strict=True)})
