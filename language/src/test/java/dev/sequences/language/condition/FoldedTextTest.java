package dev.sequences.language.condition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {

    @ParameterizedTest
    @CsvSource({
        "Mumbai, MUMBAI",
        "οδος, ΟΔΟΣ",
        "οδοσ, ΟΔΟς",
        "straße, STRASSE",
        "STRAẞE, strasse",
        "Zoe\u0308, ZO\u00cb",
        "\u212bngstro\u0308m, \u00e5ngstr\u00f6m",
        "\ufb01n, FIN",
        "\u017fo, so",
        "\u0390, \u03b9\u0308\u0301",
        "\u0130x, i\u0307X",
    })
    void foldsToTheSame(String one, String other) {
        assertThat(FoldedText.fold(one)).isEqualTo(FoldedText.fold(other));
        assertThat(FoldedText.equals(one, FoldedText.fold(other))).isTrue();
        assertThat(FoldedText.equals(other, FoldedText.fold(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ı, i", "Mumbai, Mumba", "a, á", "e, e\u0301", "Straße, Strase", "'a ', a"})
    void keepsDifferentTextsApart(String one, String other) {
        assertThat(FoldedText.fold(one)).isNotEqualTo(FoldedText.fold(other));
        assertThat(FoldedText.equals(one, FoldedText.fold(other))).isFalse();
        assertThat(FoldedText.equals(other, FoldedText.fold(one))).isFalse();
    }

    @Test
    void foldsTheBeginningOfAWordLikeTheWord() {
        assertThat(FoldedText.fold("ΟΔΟΣΑ")).startsWith(FoldedText.fold("οδος"));
    }

    @Test
    void isStableUnderASecondFolding() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (Character.isDefined(codePoint) && Character.getType(codePoint) != Character.SURROGATE) {
                String folded = FoldedText.fold(Character.toString(codePoint));
                assertThat(FoldedText.fold(folded)).as("U+%04X", codePoint).isEqualTo(folded);
            }
        }
    }
}
