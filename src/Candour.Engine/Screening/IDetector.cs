namespace Candour.Engine.Screening;

/// <summary>Finds one kind of thing in a text. One file and one line in <see cref="Detectors"/> each.</summary>
/// <remarks>Implementations hold no state between calls, read no clock, file or network, and may be called from many threads.</remarks>
public interface IDetector
{
    /// <summary>Finds everything of its kind.</summary>
    /// <param name="reading">The text, folded and cut into tokens.</param>
    /// <param name="into">Findings are added here, in any order; those already there were made by detectors named earlier in <see cref="Detectors"/>.</param>
    void Find(Reading reading, List<Finding> into);
}
