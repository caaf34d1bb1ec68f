using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Candour.Governance.Tests.Mail;

/// <summary>A real mail server on loopback.</summary>
internal sealed class PostOffice : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task? _running;

    public int Port { get; private set; }

    /// <summary>What came.</summary>
    public ConcurrentQueue<MimeMessage> Letters { get; } = [];

    /// <summary>How many it turns away before it takes one.</summary>
    public int TurnsAway { get; set; }

    public static PostOffice Open()
    {
        var office = new PostOffice();
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            office.Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var services = new ServiceProvider();
        services.Add(office);
        office._running = new SmtpServer.SmtpServer(new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, office.Port))).Build(), services).StartAsync(office._stop.Token);
        return office;
    }

    public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        if (TurnsAway > 0)
        {
            TurnsAway--;
            return SmtpResponse.MailboxUnavailable;
        }

        Letters.Enqueue(await MimeMessage.LoadAsync(new MemoryStream(buffer.ToArray()), cancellationToken));
        return SmtpResponse.Ok;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running!;
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }

        _stop.Dispose();
    }
}
