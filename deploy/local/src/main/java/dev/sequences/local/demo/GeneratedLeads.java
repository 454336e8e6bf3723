package dev.sequences.local.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Generates invented leads of a company that sells business software. The same seed gives the same leads on every machine. */
final class GeneratedLeads {

    private static final List<String> FIRST_NAMES = List.of(
            "Aarav", "Aisha", "Amelia", "Ananya", "Andrei", "Beatriz", "Carlos", "Chloe", "Daniel", "Deepa", "Elena",
            "Emeka", "Farah", "Felix", "Grace", "Hannah", "Hiro", "Ines", "Ishaan", "Jonas", "Kavya", "Lars", "Leila",
            "Lucas", "Maya", "Meera", "Mateo", "Nadia", "Neha", "Noah", "Olivia", "Omar", "Priya", "Rahul", "Rosa",
            "Samuel", "Sofia", "Tomas", "Vikram", "Yuki", "Zara");
    private static final List<String> LAST_NAMES = List.of(
            "Almeida",
            "Andersen",
            "Bauer",
            "Becker",
            "Bose",
            "Chatterjee",
            "Costa",
            "D'Souza",
            "Deshmukh",
            "Fernandes",
            "Fischer",
            "Garcia",
            "Gupta",
            "Haddad",
            "Ibrahim",
            "Iyer",
            "Jensen",
            "Joshi",
            "Kapoor",
            "Kulkarni",
            "Larsen",
            "Lopez",
            "Malik",
            "Mehta",
            "Moreau",
            "Nair",
            "Novak",
            "O'Brien",
            "Okafor",
            "Patel",
            "Pillai",
            "Rao",
            "Reddy",
            "Rossi",
            "Sato",
            "Shah",
            "Sharma",
            "Silva",
            "Singh",
            "Tanaka",
            "Verma",
            "Weber");
    private static final List<String> COMPANY_STEMS = List.of(
            "Amber",
            "Banyan",
            "Bluewater",
            "Cedar",
            "Citadel",
            "Copperfield",
            "Crescent",
            "Deccan",
            "Eastgate",
            "Evergreen",
            "Falcon",
            "Granite",
            "Harbor",
            "Indigo",
            "Juniper",
            "Kestrel",
            "Lakeside",
            "Lotus",
            "Meridian",
            "Monsoon",
            "Northwind",
            "Orchard",
            "Peacock",
            "Quarry",
            "Redwood",
            "Saffron",
            "Silverline",
            "Summit",
            "Tamarind",
            "Verdant",
            "Westbridge",
            "Zenith");
    private static final List<String> COMPANY_TRADES = List.of(
            "Logistics",
            "Textiles",
            "Foods",
            "Pharma",
            "Motors",
            "Energy",
            "Software",
            "Retail",
            "Steel",
            "Media",
            "Insurance",
            "Hotels");
    private static final List<String> COMPANY_FORMS =
            List.of(" Ltd", " Pvt. Ltd", ", Inc.", " GmbH", " & Sons", ", Shah & Co.", "");
    private static final List<String> JOB_TITLES = List.of(
            "Owner",
            "Managing Director",
            "Head of Sales",
            "Sales Manager",
            "Head of Operations",
            "Purchasing Manager",
            "IT Manager",
            "Marketing Lead",
            "Finance Director",
            "Office Manager");
    private static final Weighted CITIES = new Weighted(
            List.of("Mumbai", "Pune", "Bengaluru", "Thane & Outskirts", "Delhi", "Hyderabad", "Nagpur", "Select", ""),
            new int[] {34, 14, 13, 8, 8, 6, 4, 8, 5});
    private static final Weighted SOURCES = new Weighted(
            List.of("Google", "Direct Traffic", "Trade Fair", "Referral", "Webinar", "Olark Chat", "Newsletter", ""),
            new int[] {27, 21, 14, 13, 10, 8, 5, 2});

    static final String ID = "Lead ID";
    static final String NAME = "Name";

    private GeneratedLeads() {}

    /** Returns one JSON object per line. */
    static String json(int leads, long seed) {
        var random = new SplittableRandom(seed);
        var json = new StringBuilder();
        for (var number = 1; number <= leads; number++) {
            json.append(SuiteClient.json(lead(number, random))).append('\n');
        }
        return json.toString();
    }

    private static Map<String, Object> lead(int number, SplittableRandom random) {
        var first = one(FIRST_NAMES, random);
        var last = one(LAST_NAMES, random);
        var stem = one(COMPANY_STEMS, random);
        var trade = one(COMPANY_TRADES, random);
        var lead = new LinkedHashMap<String, Object>();
        lead.put(ID, "L-%06d".formatted(100_000 + number));
        lead.put(NAME, first + " " + last);
        lead.put("Company", stem + " " + trade + one(COMPANY_FORMS, random));
        lead.put("Job Title", one(JOB_TITLES, random));
        lead.put(
                "Email",
                "%s.%s@%s-%s.example"
                        .formatted(first, last.replace("'", ""), stem, trade)
                        .toLowerCase(Locale.ROOT));
        lead.put("City", CITIES.one(random));
        lead.put("Lead Source", SOURCES.one(random));
        // The sum of three dice: most scores are average, few are very high or very low.
        lead.put("Lead Score", random.nextInt(34) + random.nextInt(34) + random.nextInt(34));
        lead.put("Do Not Email", random.nextInt(100) < 8 ? "Yes" : "No");
        return lead;
    }

    private static String one(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }

    /** @param weights percentages */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Weighted(List<String> values, int[] weights) {

        String one(SplittableRandom random) {
            var left = random.nextInt(100);
            for (var i = 0; i < weights.length; i++) {
                left -= weights[i];
                if (left < 0) {
                    return values.get(i);
                }
            }
            return values.getLast();
        }
    }
}
