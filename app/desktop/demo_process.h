// SPDX-License-Identifier: GPL-3.0-or-later
// DemoProcess: the demo fleet as a child process that sends to our own listener over the real wire. Owned by main(); GUI
// thread. Ends with its owner.
#pragma once

#include <QObject>
#include <QProcess>

namespace penstock::desktop {

class DemoProcess final : public QObject {
    Q_OBJECT
public:
    explicit DemoProcess(QObject* parent = nullptr);
    ~DemoProcess() override;

    bool running() const { return m_process.state() != QProcess::NotRunning; }
    /// endpoint "127.0.0.1:4318". Plays `backlog` of the company's past as fast as it goes, then goes on in real time.
    void start(const QString& endpoint, const QStringList& moreArguments = {});

signals:
    void failed(const QString& sentence);

private:
    QProcess m_process;
};

} // namespace penstock::desktop
