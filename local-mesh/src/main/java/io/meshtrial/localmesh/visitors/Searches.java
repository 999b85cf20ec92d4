package io.meshtrial.localmesh.visitors;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What visitors ask the catalogue for: names as written, in lower case, in part; some that nobody has; the whole list. */
final class Searches {

    private static final List<String> NAMES = List.of(
            "Cat",
            "Weather",
            "Open",
            "Dog",
            "Book",
            "NASA",
            "Music",
            "Movie",
            "Star Wars",
            "Pokemon",
            "Currency",
            "Bitcoin",
            "Coin",
            "News",
            "Photo",
            "Map",
            "Geo",
            "Country",
            "Holiday",
            "Calendar",
            "Food",
            "Recipe",
            "Beer",
            "Cocktail",
            "Football",
            "Chess",
            "Art",
            "Museum",
            "Library",
            "Dictionary",
            "Word",
            "Quote",
            "Joke",
            "Translate",
            "IP",
            "Email",
            "Phone",
            "QR",
            "Color",
            "Icon",
            "Random",
            "User",
            "Space",
            "Earth",
            "Air",
            "Flight",
            "Train",
            "Bike",
            "Job",
            "GitHub",
            "Image",
            "Video",
            "TV",
            "Anime",
            "Game");
    private static final List<String> ABSENT =
            List.of("unicorn rental", "asdf", "free money", "teleport", "Zzyzx", "my cat's API", "naïve café");

    private static final int WHOLE_LIST = 6;
    private static final int NO_RESULT = 8;
    private static final int LOWER_CASE = 30;
    private static final int PART = 10;

    private Searches() {}

    /** Path and query of the next request. */
    static String next(SplittableRandom random) {
        int kind = random.nextInt(100);
        if (kind < WHOLE_LIST) {
            return "/";
        }
        if (kind < WHOLE_LIST + NO_RESULT) {
            return path(ABSENT.get(random.nextInt(ABSENT.size())));
        }
        String name = popular(random);
        if (kind < WHOLE_LIST + NO_RESULT + LOWER_CASE) {
            return path(name.toLowerCase(Locale.ROOT));
        }
        if (kind < WHOLE_LIST + NO_RESULT + LOWER_CASE + PART) {
            return path(name.substring(0, Math.min(3, name.length())));
        }
        return path(name);
    }

    /** The earlier in the list, the more asked for. */
    private static String popular(SplittableRandom random) {
        double share = random.nextDouble();
        return NAMES.get((int) (share * share * NAMES.size()));
    }

    private static String path(String name) {
        return "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
