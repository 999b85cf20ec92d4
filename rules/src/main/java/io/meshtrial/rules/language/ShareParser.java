package io.meshtrial.rules.language;

import io.meshtrial.rules.language.Token.Kind;
import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.Share;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code 10% to v2, 20% to v3} and keeps where each share and variant stands. */
final class ShareParser {

    private final TokenCursor cursor;
    private final int line;
    private final List<VariantShare> shares = new ArrayList<>();
    private final List<Position> sharePlaces = new ArrayList<>();
    private final List<Position> variantPlaces = new ArrayList<>();

    ShareParser(TokenCursor cursor, int line) {
        this.cursor = cursor;
        this.line = line;
    }

    List<VariantShare> shares() {
        return List.copyOf(shares);
    }

    List<Position> sharePlaces() {
        return List.copyOf(sharePlaces);
    }

    List<Position> variantPlaces() {
        return List.copyOf(variantPlaces);
    }

    /** Shares up to the end of the line. */
    void list() throws Refused {
        do {
            Share share = share();
            to(share);
        } while (cursor.takes(Kind.COMMA));
        end();
    }

    /** {@code to v2}, with a share read before. */
    void to(Share share) throws Refused {
        if (!cursor.takes("to")) {
            throw Refused.syntax(cursor.peek(), "to and a variant", "write, for example, 10% to v2");
        }
        target(share);
    }

    /** {@code v2}. */
    void target(Share share) throws Refused {
        Token variant = cursor.take();
        if (variant.kind() != Kind.WORD && variant.kind() != Kind.STRING) {
            throw Refused.syntax(variant, "the name of a variant", "name a variant of the experiment, such as v2");
        }
        var complaint = NameChecks.variant(variant.text());
        if (complaint.isPresent()) {
            throw new Refused(complaint.get(), variant);
        }
        variantPlaces.add(place(variant));
        if (sharePlaces.size() < variantPlaces.size()) {
            sharePlaces.add(place(variant));
        }
        shares.add(new VariantShare(variant.text(), share));
    }

    /** {@code 12.5%}, the sign attached or apart. */
    Share share() throws Refused {
        Token number = cursor.take();
        if (number.kind() != Kind.WORD || !Percent.looksLikeOne(number.text())) {
            throw Refused.syntax(number, "a share such as 10%", "write, for example, 10% to v2");
        }
        boolean apart = !number.text().endsWith("%") && cursor.takes("%");
        if (!apart && !number.text().endsWith("%")) {
            String hint = cursor.sees(Kind.COMMA) ? "decimals have a point: 0.5%" : "write " + number.text() + "%";
            throw Refused.syntax(number, "a percent sign after the number", hint);
        }
        String digits =
                apart ? number.text() : number.text().substring(0, number.text().length() - 1);
        return switch (Percent.read(digits)) {
            case Percent.Reading.Read(Share share) -> {
                sharePlaces.add(place(number));
                yield share;
            }
            case Percent.Reading.Unreadable(Complaint complaint) -> throw new Refused(complaint, number);
        };
    }

    void end() throws Refused {
        if (!cursor.sees(Kind.END)) {
            throw Refused.syntax(cursor.peek(), "the end of the line", "write one rule a line");
        }
    }

    private Position place(Token token) {
        return new Position(line, token.column(), token.raw().length());
    }
}
