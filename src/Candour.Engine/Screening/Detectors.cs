namespace Candour.Engine.Screening;

/// <summary>The detectors of things, in the order in which they run. A new detector is one file and one line here.</summary>
public static class Detectors
{
    /// <summary>All of them. Later ones may look at what earlier ones found.</summary>
    public static IReadOnlyList<IDetector> All { get; } =
    [
        new EmailDetector(),
        new UrlDetector(),
        new HandleDetector(),
        new NhsNumberDetector(),
        new PhoneDetector(),
        new PostcodeDetector(),
        new AgeDetector(),
        new DateOfBirthDetector(),
        new DateDetector(),
        new EventTimeDetector(),
        new AddressDetector(),
        new VehicleDetector(),
        new IdentifierDetector(),
        new BedDetector(),
    ];
}
