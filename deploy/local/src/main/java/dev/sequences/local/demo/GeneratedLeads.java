package dev.sequences.local.demo;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVFormat;

/** Leads of a firm that sells business software, invented; the same seed gives the same leads on every machine. */
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
            "Harbour",
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

    private static final List<String> HEADER = List.of(
            "Lead ID",
            "Name",
            "Company",
            "Job Title",
            "Email",
            "City",
            "Lead Source",
            "Lead Score",
            "Do Not Email",
            "Owner");

    private GeneratedLeads() {}

    static LeadSheet sheet(DemoOptions options) throws UnusableLeads {
        var idColumn = options.idColumn() == null ? HEADER.getFirst() : options.idColumn();
        return LeadSheet.of(
                "%,d generated leads (seed %d)".formatted(options.generatedLeads(), options.seed()),
                TextSource.of(csv(options.generatedLeads(), options.seed())),
                idColumn,
                options.nameColumn(),
                "Owner");
    }

    static String csv(int leads, long seed) {
        var random = new SplittableRandom(seed);
        var format = CSVFormat.RFC4180;
        var csv = new StringBuilder(format.format(HEADER.toArray())).append("\r\n");
        for (var number = 1; number <= leads; number++) {
            csv.append(format.format(lead(number, random))).append("\r\n");
        }
        return csv.toString();
    }

    private static Object[] lead(int number, SplittableRandom random) {
        var first = one(FIRST_NAMES, random);
        var last = one(LAST_NAMES, random);
        var stem = one(COMPANY_STEMS, random);
        var trade = one(COMPANY_TRADES, random);
        var address = "%s.%s@%s-%s.example"
                .formatted(first, last.replace("'", ""), stem, trade)
                .toLowerCase(Locale.ROOT);
        return new Object[] {
            "L-%06d".formatted(100_000 + number),
            first + " " + last,
            stem + " " + trade + one(COMPANY_FORMS, random),
            one(JOB_TITLES, random),
            address,
            CITIES.one(random),
            SOURCES.one(random),
            // The sum of three dice: most leads are middling, few are very good or very bad.
            random.nextInt(34) + random.nextInt(34) + random.nextInt(34),
            random.nextInt(100) < 8 ? "Yes" : "No",
            Seller.TEAM.get(random.nextInt(Seller.TEAM.size())).name()
        };
    }

    private static String one(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }

    /** @param weights parts of a hundred */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two.
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
