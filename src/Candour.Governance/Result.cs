using System.Diagnostics.CodeAnalysis;

namespace Candour.Governance;

/// <summary>A refusal that we can explain to the person. A bug is an exception, never an Error.</summary>
/// <param name="Code">Pinned, such as <c>person.not-found</c>; never reused.</param>
/// <param name="Message">What happened and which input caused it, in the person's words.</param>
/// <param name="Remedy">What they can do about it.</param>
public sealed record Error(string Code, string Message, string Remedy);

/// <summary>A value, or the reason why there is none; the compiler knows which.</summary>
public sealed class Result<T> where T : class
{
    private Result(T? value, Error? error) => (Value, Error) = (value, error);

    public T? Value { get; }

    public Error? Error { get; }

    public bool Failed([NotNullWhen(true)] out Error? error, [NotNullWhen(false)] out T? value)
    {
        (error, value) = (Error, Value);
        return error is not null;
    }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(null, error);
}
