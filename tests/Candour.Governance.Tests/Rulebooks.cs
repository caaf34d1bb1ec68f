using Candour.Engine.Rulebooks;

namespace Candour.Governance.Tests;

/// <summary>Invented rulebooks: as much of one as what is kept looks at.</summary>
internal static class Rulebooks
{
    public static Rulebook Make(string id = "house", string version = "1.0", string inForce = "2026-01-01", string stamp = "sha256:one", params Role[] roles) => new()
    {
        Id = id, Title = "Social media", Reference = "HOUSE-1", Version = version, Organisations = ["Bellweather Care Homes"], InForce = DateOnly.Parse(inForce, System.Globalization.CultureInfo.InvariantCulture),
        Reading = "an invented policy", Owner = "Communications",
        Roles = roles.Length > 0 ? roles : [new("communications", "Communications team", "communications"), new("line-manager", "Line manager", "manager"), new("data-protection-officer", "Data protection officer", "information-governance")],
        Contacts = [], Terms = new(), ExampleTerms = new(), Platforms = [],
        Settings = [new("disturb", "0.02", "The policy names no figure."), new("small-numbers", "5", "The policy names no threshold.")],
        Clauses = [], Content = [], Stamp = stamp,
    };
}
