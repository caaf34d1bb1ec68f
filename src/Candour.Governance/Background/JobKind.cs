using System.Text.Json;

namespace Candour.Governance.Background;

/// <summary>A kind of message, and what is done when one comes. Registered as a service, once for each kind.</summary>
public sealed class JobKind
{
    private readonly Func<IServiceProvider, Delivery, string, CancellationToken, Task> _handle;

    private JobKind(string name, Type message, Func<IServiceProvider, Delivery, string, CancellationToken, Task> handle) => (Name, Message, _handle) = (name, message, handle);

    /// <summary>Pinned: messages of this name lie in databases.</summary>
    public string Name { get; }

    /// <summary>What is sent.</summary>
    public Type Message { get; }

    /// <summary>Says what is done when a message of a kind comes.</summary>
    /// <param name="name">Pinned name of the kind: <c>task-reminder</c>.</param>
    /// <param name="handle">Does it. It may be called again with the same message, so what it writes goes through an operation that asks <see cref="Ledger.Operation.IsFirstAsync"/>. An exception has it tried again later.</param>
    public static JobKind Of<T>(string name, Func<IServiceProvider, Delivery, T, CancellationToken, Task> handle) where T : class =>
        new(name, typeof(T), (services, delivery, body, cancel) => handle(services, delivery, JsonSerializer.Deserialize<T>(body) ?? throw new InvalidDataException($"A message of kind `{name}` is null."), cancel));

    internal Task HandleAsync(IServiceProvider services, Delivery delivery, string body, CancellationToken cancel) => _handle(services, delivery, body, cancel);
}
